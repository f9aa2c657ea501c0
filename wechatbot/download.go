package wechatbot

// downloads is a text that asks whether what is here can be had as a file, and of nothing
// by name: 能下载excel吗.
var downloads = form(`(?i)^(?:{manner}|{lead}|{me}|你们|公开的|公布的|这里|这些|这个|公众号|数据|表格|文件|目录|全部|所有|{is_there}|{may_i}|[表能可以供支持把的上想要,，\s])*(?:下载|导出)(?:成|为|出来|到电脑|一下|的)*(?:excel|xlsx?|csv|json|pdf|word|wps|电子版|表格|数据|文件|版|格式|的|表)*(?:{may_i}|[吗么不呢啊呀?？。\s])*$`)

// download says what can be had as a file, and where.
func (v *visit) download() (answer, bool) {
	link := v.bot.Pages.Catalogue("")
	if link == "" {
		return answer{}, false
	}
	v.talk.misses = 0
	return v.say("download", map[string]any{"Link": link, "Money": v.bot.Books != nil}), true
}
