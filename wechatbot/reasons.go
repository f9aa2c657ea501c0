package wechatbot

import (
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// unanswered is the reason of a push of which nobody knows whether it went out.
const unanswered = "没有收到微信的答复，不知道是否已经发出，请人工核对"

// notConnected is the reason of one that surely did not.
const notConnected = "没有连上微信，没有发出"

// reasons are WeChat's refusals in words that tell a clerk what to do.
var reasons = map[int]string{
	-1: "微信系统繁忙", 40001: "公众号的密钥不对，请核对AppSecret", 40003: "收信人没有关注公众号", 40007: "微信说素材或草稿不在了，请重新发布",
	40013: "AppID不对", 40125: "AppSecret不对", 40164: "服务器地址不在公众号的IP白名单里，请在公众平台后台添加", 61004: "服务器地址不在白名单里，请在后台添加",
	43004: "收信人没有关注公众号", 43019: "收信人在公众号的黑名单里，请在后台移出", 43101: "收信人没有同意接收订阅通知", 44002: "内容是空的", 44004: "内容是空的", 45003: "标题超过了字数限制", 45004: "摘要超过了字数限制",
	45002: "消息超过了长度限制", 45009: "接口调用次数到了上限", 45011: "调用太频繁", 45015: "对方48小时内没有联系公众号，消息发不过去",
	45028: "群发次数用完了，下个周期才有", 45047: "客服消息条数到了上限，等对方再来消息", 45056: "标签已有100个，不能再建", 45059: "这位粉丝的标签已满20个",
	45166: "正文不合微信的要求", 43116: "这个模板被微信限制下发", 40037: "公众号没有这个模板", 41030: "通知里的链接微信不接受", 47003: "模板的字段与设置不符", 48004: "接口被封禁", 48001: "公众号没有这个接口的权限", 48002: "接口被停用", 53404: "文章已不在", 53503: "草稿没有通过微信的发布检查", 53504: "这份草稿只能在公众平台后台发布", 53505: "这份草稿要先在公众平台后台保存一次", 93000: "群机器人的地址失效，请重新登记",
}

// Reason says in a clerk's words why a push, a mass message or a QR code did not
// come about. It names no person and no secret; it is empty for an error that is
// not WeChat's nor the Bot's own.
func Reason(err error) string {
	switch {
	case errors.Is(err, ErrNoQuota):
		return "群发次数用完了，下个周期才有"
	case errors.Is(err, catalog.ErrClaimed):
		return "已经发过，或者正在发"
	case errors.Is(err, catalog.ErrNotFound):
		return "这条信息已经不公开，或者没有从这里发过"
	case errors.Is(err, errNobody):
		return "还没有粉丝订阅，没有人可发"
	case errors.Is(err, ErrNotUp):
		return "它没有发出，或者已经撤下"
	case errors.Is(err, errPublishing):
		return "微信还在发布，过几分钟再撤"
	case weixin.Busy(err):
		return reason(err) + "，请过一会儿再试"
	case weixin.Refused(err):
		return reason(err)
	case errors.Is(err, ErrUnreachable):
		return "没有收到微信的答复，请过一会儿再看"
	case errors.Is(err, ErrNotSent):
		return notConnected + "，请过一会儿再试"
	}
	return ""
}

// failure is why something surely did not go out, in a clerk's words.
func failure(err error) string {
	if weixin.Away(err) {
		return notConnected
	}
	return reason(err)
}

// reason is an error in a clerk's words. It names no person and no secret.
func reason(err error) string {
	var api *APIError
	switch {
	case errors.As(err, &api) && reasons[api.Code] != "":
		return fmt.Sprintf("%s（%d）", reasons[api.Code], api.Code)
	case errors.As(err, &api):
		return fmt.Sprintf("微信拒绝了（%d）", api.Code)
	case errors.Is(err, ErrUnreachable):
		return unanswered
	case errors.Is(err, ErrNotSent):
		return notConnected
	case errors.Is(err, errNobody):
		return "还没有粉丝订阅这个网格，一周内有人订阅就发给他"
	case errors.Is(err, errUnderWay):
		return "同一个标签的群发正在进行"
	case errors.Is(err, errRoom):
		return "目录的数据库现在用不了"
	}
	return err.Error()
}
