package wechatbot

import "strings"

// filledIn is what an application form asks for that somebody filled in at once.
var filledIn = form(`(?s)(?:(?:所需|需要的?|申请公开的?)(?:政府)?信息(?:的)?(?:名称|内容|描述|情况)?(?:和特征描述)?|申请(?:公开的?)?(?:事项|内容))[:\s]+(?:(?:请求|依法|申请|予以|公开|获取|提供)*)(.{4,}?)(?:$|\n|[,;。\s]*(?:此致|敬礼|信息获取|信息提供|申请人|姓名|身份证|联系|电话|手机|地址|邮箱|获取|提供方式|领取))`)

// filledForm is what somebody applies for who sends a form that she filled in, "" where
// she does not.
func filledForm(text string) string {
	if !strings.Contains(text, "信息") {
		return ""
	}
	if found := filledIn.FindStringSubmatch(text); found != nil {
		return strings.TrimSpace(found[1])
	}
	return ""
}
