package wechatbot

import (
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// A plainWant is what a text wants that has a form, whatever else it is like.
type plainWant struct {
	says *pattern.Pattern
	want meaning
}

var (
	// sameAgain is a text that applies for the same as the time before.
	sameAgain = form(`(?:{before_now}|上一次|前一次|以前).{0,6}(?:一样|一模一样|同样|相同|照旧).{0,8}(?:申请|提交|填|来|办|要)|` +
		`(?:照着?|按照?|依照)(?:{before_now}|上一次|前一次|以前).{0,8}(?:申请|提交|填|来|办)|(?:申请|提交|填).{0,8}(?:{before_now}|上一次|前一次|以前).{0,4}(?:一样|一模一样|同样|相同)|` +
		`(?:{before_now}|上一次|前一次).{0,4}申请.{0,4}再(?:来|申请|提交|弄|填|交)|` +
		`^(?:{manner}|{me}|那|就|还是|[,，\s])*(?:照着?|按照?|依照)(?:原来|原先|原样|原)的?(?:内容|申请|那件|那个|样)*再(?:申请|提交|填|来|办)(?:一[次遍份个件]|{softly}|[。\s])*$|` +
		`再(?:申请|提交|来|填|弄|办)(?:一份|一件|一个|个)?(?:一样|一模一样|同样|相同)的`)

	// suggestsNothing is a text that says that something is suggested, and not what.
	suggestsNothing = form(`^(?:{manner}|{me}|{want}|{how}|{official}|{leader}|[要能不可以给对向]|[,，\s])*(?:提|有|写)(?:一?[个条点些])?(?:小|好|合理化)?(?:建议|意见|想法)(?:{how}|{me}|{want}|{to}|{official}|{may_i}|[提说讲写要]|[啊呀的了,，。?？\s])*$|^(?:{me}|{want}|[想要])*(?:建议|意见|意见建议|建议意见|合理化建议)[。!！\s]*$`)

	// writesNothing is a text that says that a letter is to be written, and not of what.
	writesNothing = form(`^(?:{manner}|{me}|{want}|{how}|{to}|{official}|{leader}|{your}|[要能想可以,，\s])*写(?:一?封)?信(?:{how}|{to}|{official}|{leader}|{your}|反映|{may_i}|{softly}|[啊呀的了吗,，。?？\s])*$`)

	// badManners is a text that says nothing but how somebody who serves here behaves: 代办员态度瞎得很.
	badManners = form(`^[^,，。?？]{0,10}(?:{praised}|的人)[^,，。?？]{0,3}(?:态度|说话|脾气|服务|办事)[^,，。?？]{0,2}{ill_mannered}(?:很|了|[得的](?:很|不行|要死)|[啊呀!！\s])*$|^[^,，。?？]{0,10}(?:{praised}|的人)[^,，。?？]{0,4}{slighting}(?:人|的|了|[啊呀!！。\s])*$`)

	// badService is a text that says nothing but how badly things are done here: 你们单位办事太慢.
	badService = form(`^[^,，。?？]{0,8}?{served_by}(?:得|的|也|都|又|实在|[,，\s]){0,3}(?:(?:{highly}|这么|那么|实在|过于|[,，\s])+{badly}|{dawdling})(?:了|很|得很|[啊呀吧!！。\s])*$`)

	// hidesThings is a text that says nothing but that somebody does not publish what people
	// may see: 村委会不公开账目.
	hidesThings = form(`^[^,，。?？]{0,4}{hides}(?:从来|从|一直|总是|就是|都|也|老|拒){0,2}(?:不|没|没有)(?:公开|公布|公示)[^的,，。?？][^,，。?？]{1,7}$`)

	// leaksData is a text that says nothing but that somebody gave away what is personal of her.
	leaksData = form(`^(?:{manner}|{your}|[,，\s])*[^,，。?？会要]{0,8}(?:把|将)?(?:{me})?(?:家|的)?[^,，。?？会要]{0,6}(?:泄露|泄漏|透露|外泄|卖|传了?出去)(?:给别人|给了?别人|给外人|出去|给[^,，。?？]{1,6})?了?(?:{me})?(?:家|的)*(?:个人)?(?:信息|隐私|资料|身份证号?|电话号?|手机号)?了?[,，\s]*(?:怎么办|咋办|怎么说|咋说|找谁|该找谁|谁管|谁负责|怎么赔)?[呢啊呀?？!！。]*$`)
	ofHers    = form(`(?:我|俺|咱|额)(?:们|家)?的?(?:{me})?[^,，。]{0,4}(?:信息|隐私|资料|身份证|电话|手机号)`)

	// errsHere is a text that says nothing but what is wrong with something that is public here.
	errsHere = form(`^(?:{manner}|{your}|{me}|上面|这里|那里|[的了个,，\s])*[^,，。?？]{0,8}?(?:网站|公众号|网页|链接|目录|年报|报告|公告|公示|通知|名单|文号|索引号|标题|信息|数字|数据|内容|附件|预算|决算|表)[^,，。?？]{0,4}?(?:有(?:个|点|些|明显的?)?(?:错误|错别字|错|误)|[写打登填印算]错|错|不对|对不上|加不起来|合不上|加起来不对|前后不一致|打不开|点不开|下载不了|下不了)了?(?:[啊呀吧了!！。\s])*$`)

	// outOfOrder is a text that says nothing but how long something has been out of order: 路灯不亮好几天了.
	outOfOrder = form(`^[^,，。?？我你0-9]{2,10}?(?:不亮|不通|不热|不转|不响|不走|不来|没水|没电|没气|没暖气|坏|停|漏水?|堵|断|裂|塌|跑水|没人修|没人管|没人扫|没人收)[了着]?(?:都|已经|快|有|[,，\s])*(?:好几?|很|[一二两三四五六七八九十半]+|[0-9]+)(?:个)?多?(?:天|月|年|星期|周|礼拜|久|小时)(?:多|[了啦啊呀。!！])*$`)

	// announcesQuestion is a text that says that something is to be asked, and not what: 请问一下, 打听个事.
	announcesQuestion = form(`^(?:{manner}|{me}|{want}|{may_i}|有|[要能,，\s])*(?:[个点件]?(?:事儿?|问题)?)(?:想|要|得)?(?:请问|问|打听|请教|了解)(?:一下子?|一下|一声|下|点儿?|[个件](?:事儿?|问题|情况)|点(?:事儿?|问题|情况)|事儿?)+(?:{may_i}|{softly}|[吗么嘛不啊呀呢吧。?？!！…\s])*$`)

	// mayJoin is a text that asks which notices there are to be told of: 都有哪些可以订.
	mayJoin = form(`^(?:{manner}|{me}|{lead}|那|都|现在|到底|你们|这里|[,，\s])*(?:(?:可以|能|能够)?(?:订阅?|关注)(?:得到|到)?(?:些|的有|的是)?(?:哪些|哪几个|哪个|什么|啥)(?:网格|社区|通知|消息|内容|东西)?|(?:有)?(?:哪些|哪几个|什么|啥)(?:网格|社区|通知|消息|内容)?(?:是|都)?(?:可以|能|能够)(?:订阅?|关注)的?)(?:{softly}|[呢啊呀吗么?？。\s])*$`)

	// nobodyAnswers is a text that says nothing but that nobody answers here: 怎么不理我, or
	// asks whether somebody does by now: 转了吗.
	nobodyAnswers = form(`^(?:怎么|咋)(?:还|都|又|一直)*没人[啊呀呢?？]*$|^(?:{manner}|你们?|您|这里|有人|在|[吗么,，?？\s])*(?:转|接)(?:接|人工)?(?:了|好了|过去了|到了)(?:吗|没有?|没)[?？]*$|^(?:{manner}|你们?|您|这里|有人|在|[吗么,，?？\s])*(?:(?:怎么|咋|为啥|为什么|为何|干嘛)(?:还|都|老是|老|总是|总|一直|就|又|没人|没有人|不|没)+|(?:没人|没有人))(?:理会|理睬|搭理|理|回消息|回信息|回话|回|说话|吭声|吱声|应声|应|反应)(?:我们?|俺|人|消息|信息|一下)*(?:了|{softly}|[啊呀呢嘛的!！?？。\s])*$`)

	// atWitsEnd is a text that says nothing but that the account is of no use, or that patience is at an
	// end: 你们这破系统啥都查不到, 听不懂你说的啥. It is told how to reach a person.
	atWitsEnd = form(`^(?:{manner}|{your}|你们?|您|这个?|个|什么|啥|破|烂|垃圾|死|[,，\s])*(?:系统|公众号|机器人|平台|玩意儿?|东西|号|网站)(?:啥|什么|都|也|根本|一个|总是|老是|就是|真|太|[,，\s])*(?:查不到|查不着|搜不到|找不到|找不着|没用|不好用|不管用|难用|听不懂(?:人话)?|不懂人话|答非所问)(?:东西|啥|什么|任何|信息|{softly}|[啊呀了的!！。\s])*$|` +
		`^(?:{manner}|{me}|根本|完全|实在|都|也|[,，\s])*(?:听不懂|没听懂|弄不明白)(?:你们?|您)(?:都|在)?(?:说|讲|写|回)?的?(?:是)?(?:啥|什么|些啥|话|意思|东西)*(?:{softly}|[啊呀了的!！。\s])*$|` +
		`^(?:{manner}|那|到底|你们?|您|[,，\s])*(?:说|告诉{me}|说说)?(?:{me})?(?:该|要|应该|得)?(?:去|到|上|找)哪(?:里|儿)?(?:去)?问(?:{softly}|[啊呀呢?？!！。\s])*$|^(?:{manner}|真|真是|[,，\s])*(?:气死|急死|烦死)(?:我|人|俺)(?:了|{softly}|[啊呀!！。\s])*$|^(?:也|真|实在|[,，\s])*太慢了(?:吧|点吧?)?(?:你们?|{your})?(?:{softly}|[啊呀!！。\s])*$`)

	// calledInVain is a text that says nothing but that a telephone is not answered: 0951-6000000没人接.
	calledInVain = form(`^(?:{manner}|{your}|你们?|单位|办公室|窗口|大厅|打了?|这个|那个|上面|公布|的|[,，\s])*(?:(?:联系|咨询|办公|服务|值班)?(?:电话|座机|热线|号码)|(?:0[0-9]{2,3}[- ]?)?[0-9]{7,8})[:：\s]*(?:(?:0[0-9]{2,3}[- ]?)?[0-9]{7,8})?(?:的?(?:电话|座机))?(?:怎么|咋|老是|老|总是|总|一直|都|又|也|就|根本|天天|,)*{unreached}(?:怎么办|咋办|怎么回事|咋回事|{softly}|[了啊呀呢嘛!！?？。\s])*$`)

	// turnsOn and turnsBack are texts that turn a page of a list: 看下面一页, 刚翻过去的那页再来一遍.
	turnsOn   = form(`^(?:{manner}|{me}|{lead}|往|翻|到|再|接着|继续|[,，\s])*(?:下|后)(?:面|边|头)?(?:再?翻|看)?的?那?一?页(?:{softly}|看看|一下|内容|[吧。\s])*$`)
	turnsBack = form(`^(?:{manner}|{me}|{lead}|回|返回|倒|翻|到|往|再|[,，\s])*(?:刚刚?|刚才|先前|之前|上|前|头里)(?:面|边|头)?(?:翻过去|看过|看完|翻过|看)?的?那?一?页(?:再来一遍|再来一次|再来|再看看|再看一?下|再发一?遍|{softly}|[吧。\s])*$`)

	// stopsNotices is a text that no longer wants the notices of a grid: 搬走了，网格的消息给我停掉.
	stopsNotices = form(`网格[^,，。]{0,4}(?:通知|消息|推送|提醒|信息)(?:就|也|都|请|麻烦|帮|给|{me})*(?:停|退|关|取消|撤|销)(?:掉|了|订)*(?:[吧它啊呗。！!\s])*$`)

	// whatFor is a text, or its end, that asks what the account is for.
	whatFor  = form(`(?:^|[,，。\s])(?:{manner}|[,，\s])*(?:它|这|这个|那个|你们?这?个?)?(?:公众号|账号|微信号|平台|号)?(?:到底|究竟|主要|都|能|可以|会|给我|帮我|是)*(?:管|干|弄|办|做)些?(?:啥|什么|哪些)(?:的|用的|事)?[呀啊呢?？]*$`)
	ofNumber = form(`公众号|账号|微信号|这个?号`)

	// lateListed is a text that asks what should be public by now and is not.
	lateListed = form(`(?:过了?期限?|超期|逾期|到期|过了时限)了?(?:还|仍|却|都)*(?:没|未)(?:有)?(?:公开|发布|公布).{0,14}(?:哪些|清单|列|{question})|哪些[^,，。]{0,8}(?:过了?期限?|超期|逾期|过了时限)(?:还|仍|却|都)*(?:没|未)(?:有)?(?:公开|发布|公布)`)

	// beginsNow is a text of who wants to apply, asks how, and means to do so at once:
	// 公开申请怎么填，现在就填.
	beginsNow = form(`^(?:{manner}|{me}|{lead}|{want}|{how}|公开|信息|政府|依|写|填|提|[那想要,，\s])*申请(?:{how}|{lead}|公开|信息|政府|表格?|书|填写?|写|办理?|弄|交|流程|步骤|手续|{softly}|[的怎么咋吗呢啊?？])*[,，。\s](?:直接|现在|马上|这就|那就|立刻|就)+(?:开始|填|交|办|弄|来)(?:吧|[!！。])*$`)

	// askedWhere is a text that asks where letters and applications are sent to.
	askedWhere = form(`(?:收件|收信|邮寄|通信|通讯|寄送|办公)地址(?:和|及|、|与|,|，)?(?:邮编|邮政编码|收件人|电话|联系人)*(?:是|在)?(?:多少|什么|哪里?|啥)?[呢啊呀?？]*$|^(?:{manner}|{your}|[,，\s])*(?:受理机构|受理单位|受理部门)(?:是|在)?(?:哪个|哪里|哪家|哪儿|谁|什么)(?:单位|部门)?[呢啊呀?？]*$|(?:收件人|受理机构|受理单位)(?:的)?(?:全称|名称|地址|电话|邮编)(?:是|叫)?(?:什么|啥|多少)?[呢啊呀?？]*$`)

	// notOurs is a text of who was told that what he wants is another organ's to publish, and
	// asks what to do.
	notOurs = form(`^[^?？]{0,24}(?:告知书?|答复|回复|通知书?)[^?？]{0,8}(?:不是|不归|不属于|不在|不由)(?:我们|你们|他们|咱们|它们|它|本|贵|他|该)?(?:单位|机关|部门)?(?:负责|管|掌握|的)*(?:政府信息|信息|公开|职责|职权|机关)(?:公开|的|信息|范围|以内|内)*[,，。\s]*(?:这|那|[,，\s])*(?:咋回事|怎么回事|什么意思|啥意思|怎么办|咋办|咋整|怎么弄|(?:{me}|该|应该|要|得)*(?:[找向去问]+(?:谁|哪)[^,，。]{0,8}))[啊呀呢?？]*$|` +
		`^(?:{manner}|那|要是|如果|,)*(?:不是|不归|不属于)(?:我们|你们|他们|本机关|本单位|你们单位)(?:单位|机关)?(?:管|负责|的)*(?:政府信息|信息|公开|职责)(?:公开|的|信息|范围)*[,，\s]*(?:{me}|该|应该|要|得|那|又)*(?:[找向去问]+(?:谁|哪)[^,，。]{0,6}|怎么办|咋办)[啊呀呢?？]*$`)

	plainWants = []plainWant{
		{notOurs, meaning{intent: wantLaw, law: "not_ours"}},
		// 有新公开的吗 asks for the newest.
		{form(`^(?:{manner}|{lead}|{me}|那|最近|这几天|今天|[,，\s])*(?:有没有|有没|有)(?:什么|啥|哪些)?(?:新|最新|刚|刚刚|新近)(?:公开|公布|发布|发|出)的?(?:信息|{document}|东西|内容)?(?:{softly}|[吗么没呢啊?？])*$`), meaning{intent: wantCatalogue}},
		// 举报信给不给, 会议纪要给吗: whether such may be had at all.
		{form(`^(?:{manner}|{me}|{your}|那|别人的|领导|[,，\s])*(?:举报信|检举信|信访件|信访材料|投诉信|会议纪要|会议记录|内部文件|内部材料|草稿|讨论稿|征求意见稿|请示|批示|执法案卷|案卷)(?:材料|内容|这种|的|,)*(?:你们|会|能|可以|都|也|一般)*(?:(?:给不给|让不让|公不公开)(?:{me}|看|查|公开|提供)*(?:{softly}|[呢啊?？])*|(?:给|让|公开)(?:{me}|看|查|公开|提供)*(?:{may_i}|[吗么不呢啊?？])+)$`), meaning{intent: wantLaw, law: "which"}},
		{form(`^(?:{manner}|{lead}|{me}|{your}|[,，\s])*(?:依申请公开|信息公开|政府信息公开|公开)*的?(?:申请)(?:渠道|途径|方式)(?:{softly}|{is_there}|[是的有哪些几种什么啥?？])*$`), meaning{intent: wantLaw, law: "channel"}},
		{form(`^(?:{manner}|{lead}|{me}|{your}|[,，\s])*(?:依申请公开|信息公开|政府信息公开|公开)*的?(?:监督|救济)(?:和|与|及|投诉|保障)*(?:渠道|途径|方式)(?:{softly}|{is_there}|[是的有哪些几种什么啥?？])*$`), meaning{intent: wantLaw, law: "relief"}},
		{form(`^(?:{manner}|{lead}|{me}|{your}|[,，\s])*(?:(?:(?:政府|政务)?信息公开|依申请公开|公开申请|申请公开)的?(?:受理|主管|工作|负责)(?:机构|机关|单位|部门)|受理机构|受理机关|受理单位|公开机构)(?:是|在)?(?:谁|哪里?|哪个|哪家|什么|{softly}|[?？])*$|^(?:{manner}|{lead}|{your}|[,，\s])*(?:谁|哪个(?:单位|部门|科室)|哪里)(?:来)?(?:管|负责|受理|主管)(?:政府|政务)?(?:信息公开|依申请公开|公开申请)(?:的|工作|{softly}|[?？])*$|^(?:{manner}|{lead}|[,，\s])*(?:政府|政务)?(?:信息公开|依申请公开)(?:工作)?(?:归|由|是|该|要|得)*(?:找谁|谁管|谁负责|哪个(?:单位|部门)(?:管|负责)?)(?:的|{softly}|[?？])*$`), meaning{intent: wantLaw, law: "channel"}},
		{form(`^(?:{manner}|不对|不是|等等|等一下|先别|别急|[,，\s])*(?:{me})(?:还|这儿?还)有(?:点|件|个|别的|其他|其它)*(?:事儿?|问题|要问的)(?:没完|没说完|没办完|没问|要问|想问|呢|{softly}|[。!！\s])*$`), meaning{intent: wantHelp}},
		{form(`^(?:{manner}|{noted}|那|就|{me}|{want}|[要想,，\s])*留(?:一?个|下|下个)(?:问题|疑问|话|言)(?:{softly}|给你们|[。!！\s])*$`), meaning{intent: wantLetter, kind: cases.Consultation}},
		{form(`^(?:{manner}|{lead}|{me}|[,，\s])*(?:你|您|这个?|你们?这个?)?(?:公众号|账号|号|机器人|系统|程序|软件|小程序)?(?:是|又是)?(?:谁|哪家公司|哪个公司)(?:开发|设计|研发|制作)(?:的|出来的)(?:你|公众号|系统|这个)*(?:{softly}|[?？])*$`), meaning{intent: wantChat}},
		{askedWhere, meaning{intent: wantContact}},
		{form(`^(?:{manner}|{me}|的|那|这个|刚才的?|[,，\s])*(?:单号|回执号|受理号|流水号|查询码|投诉编号|申请编号)(?:是|有)?(?:多少|几|什么|啥)(?:来着)?[呢啊呀?？]*$`), meaning{intent: wantMine}},
		{form(`^(?:{manner}|{me}|那|[,，\s])*(?:(?:去|到|上|找|往)?哪(?:里|儿)|(?:去|到|上|找|往)哪(?:个(?:单位|部门))?)(?:去)?(?:投诉|举报|反映)(?:更|最|比较|才)*(?:快|管用|有用|好|行)?[呢啊呀?？]*$`), meaning{intent: wantLetter, kind: cases.Complaint}},
		{beginsNow, meaning{intent: wantApply}},
		// 怎么要 asks how one applies for what was not found; who wants a review of what was decided applies for no information.
		{form(`^(?:{manner}|{me}|那|这个|该|要|[,，\s])*(?:怎么|咋|如何|怎样)(?:才能|能|才|去)*(?:要到?|拿到|得到|弄到)(?:这个|它|{softly}|[呢啊呀?？。\s])*$`), meaning{intent: wantLaw, law: "how"}},
		{wantsReview, meaning{intent: wantLaw, law: "relief"}},
		{form(`^(?:{manner}|{me}|那|{before_now}|的|,)*(?:申请|办理?|答复|提交|信息|资料|数据|材料)*(?:完|好|结束?)?(?:了|以后|之后|后|[,，\s])*(?:{me}|信息|资料|数据|的|个人|要|过)*(?:多久|什么时候|啥时候|几天|多长时间|多少天)(?:才|会|就|能|给|{me}|信息|资料|数据|可以|被|自动)*(?:删除?|删掉|清除|销毁)(?:{me}|的|个人|信息|资料|数据|{softly}|[了呢啊呀?？。\s])*$`), meaning{intent: wantLaw, law: "erase"}},
		{form(`^(?:{manner}|{me}|{lead}|是|一?个|[,，\s])*(?:残疾人?|盲人|文盲|老人|老年人|没文化|[,，\s])*(?:不会|不能|没法|写不了|不识)(?:写|打|认)?字(?:怎么办|咋办|咋弄|{softly}|[的了啊呀呢?？。\s])*$|^(?:{manner}|{me}|那|你们?|您|{may_i}|可以|能|[,，\s])*(?:帮|替|代)(?:{me}|忙)?(?:填|填写|填表)(?:一下|表|申请表?|{may_i}|{softly}|[吗么不呢啊呀?？。\s])*$`), meaning{intent: wantLaw, law: "channel"}},
		{turnsOn, meaning{intent: wantNext}},
		{turnsBack, meaning{intent: wantPrevious}},
		{stopsNotices, meaning{intent: wantUnsubscribe}},
		{lateListed, meaning{intent: wantTimely}},
		// 申请表怎么下载 asks for the form; who cannot write asks by which way he may apply.
		{form(`^(?:{manner}|{me}|{lead}|[的,，\s])*(?:空白的?)?(?:申请)?表格?(?:下载|发一?[份下]|发给|发|给|要|在哪里?|哪里|怎么|{me}|{may_i}|{softly}|[有吗呢啊?？。\s])*$|^(?:{manner}|{me}|要|给|发|来|拿|[一个份张,，\s])*(?:空白的?)?(?:申请)?表格?(?:{me}|{may_i}|{softly}|[吗呢啊?？。\s])*$`), meaning{intent: wantLaw, law: "papers"}},
		{form(`^[^替帮代]*(?:不(?:太|怎么|大)?(?:会|识|认|能)(?:打|写|认|用)?(?:字|手机|电脑|微信|拼音)|没文化|眼睛(?:不好|看不见)|残疾(?:[^人证补]|人[^补证两护])|瘫痪|不方便写)[^替帮代]{0,10}申请[^替帮代]*$|^[^替帮代]*申请[^替帮代]{0,10}(?:不(?:太|怎么|大)?(?:会|识|认)(?:打|写|认|用)?(?:字|手机|电脑|微信|拼音)|没文化|眼睛(?:不好|看不见)|残疾(?:[^人证补]|人[^补证两护]|人?$))[^替帮代]*$`), meaning{intent: wantLaw, law: "channel"}},
		// 还要再申请一个, 重新申请.
		{form(`^(?:{manner}|{me}|那|还|{want}|[要能可以,，\s])*(?:再|另外|另|重新|还)(?:{want}|[要能])*申请(?:公开)?(?:一?[个件份条]|别的|另外的|新的|其他的|一次)+(?:别的|新的|信息|文件|{softly}|{may_i}|[吗呢啊?？。\s])*$`), meaning{intent: wantApply}},
		{form(`^(?:{manner}|{me}|那|就|{want}|[要能可以,，\s])*重新申请(?:一下|一次|一遍|公开|{softly}|[。\s])*$`), meaning{intent: wantApply}},
		// Of the law: what may be applied for, whether her name is told, what is done in haste.
		{form(`^(?:{manner}|{me}|是不是|那|[,，\s])*(?:什么|啥|哪些)(?:样的)?(?:信息|文件|材料|东西|内容)?(?:都|才|是)?(?:能|可以)(?:依)?申请(?:公开)?(?:的)?(?:{softly}|[吗么呢啊?？。\s])*$`), meaning{intent: wantLaw, law: "which"}},
		{form(`^(?:{manner}|{me}|那|你们|,)*(?:会不会|会|不会)(?:被)?(?:把)?(?:{me}的?)?(?:名字|姓名|信息|电话|身份证|住址)?(?:泄露|泄漏|透露|暴露|外泄|告诉)(?:给)?(?:他们?|别人|对方|第三方|单位|外人)?(?:{me}|的|个人)*(?:隐私|信息|个人信息|资料|名字|电话)?(?:{softly}|出去|[吗么呢啊?？。\s])*$`), meaning{intent: wantLaw, law: "privacy"}},
		{form(`^(?:{manner}|,)*(?:别|不要|能不能不|可以不|能不能别|别再)(?:在)?(?:大?晚上|夜里|半夜|凌晨|深夜)(?:再)?(?:发|推|推送|打扰|通知|吵)(?:了|{me}|消息|通知|{softly}|[吗么呢啊?？。\s])*$`), meaning{intent: wantSubscribe}},
		{form(`^(?:{manner}|{me}|{may_i}|能|可以|要|给|,)*加急(?:办|处理)?(?:一下|{may_i}|{softly}|[吗么呢啊?？。\s])*$`), meaning{intent: wantLaw, law: "haste"}},
		{calledInVain, meaning{intent: wantContact}},
		{mayJoin, meaning{intent: wantSubscribe}},
		{nobodyAnswers, meaning{intent: wantPerson}},
		{atWitsEnd, meaning{intent: wantPerson}},
		{form(`^(?:{manner}|{me}|想|要|该|应该|[,，\s])*(?:怎么|咋|如何|去?哪里?|到哪里?|在哪里?)(?:能|才能|可以|去)*(?:投诉|举报|反映)[^,，。?？你您0-9]{2,10}(?:{softly}|[呢啊?？])*$`), meaning{intent: wantLetter, kind: cases.Complaint}},
		// 我想申请信息: of which it is asked then.
		{form(`^(?:{manner}|{me}|{want}|[要想,，\s])*申请(?:公开|获取|查看)?(?:一?[个条份些])?(?:政府)?信息(?:公开)?(?:{softly}|[。!！\s])*$`), meaning{intent: wantApply}},
		{writesNothing, meaning{intent: wantLetter, kind: cases.Consultation}},
		{announcesQuestion, meaning{intent: wantLetter, kind: cases.Consultation}},
		{form(`^(?:{manner}|{me}|那|该|要|应该|得|可以|想|[,，\s])*{complain}(?:的话|应该|该|要|是|得|可以|[,，])*(?:怎么|怎样|咋|如何)(?:弄|办|搞|整|写|提交?|操作|走|说|投诉|举报|反映)?(?:才行|才对|{softly}|[啊呀呢?？])*$`), meaning{intent: wantLetter, kind: cases.Complaint}},
		// 你是不是真人 asks who answers; 转真人 wants one.
		{form(`^(?:{manner}|[,，\s])*(?:你|您|你们|这|对面)?(?:到底|现在)?(?:是不是|是|不是)(?:一?个)?(?:{robot})(?:{robot}|还是|或者|在?回复|在?回答|[在的吗么呢吧啊呀?？!！,，\s])*$`), meaning{intent: wantGreeting}},
		{form(`^(?:{manner}|[,，\s])*(?:你|您|你们|这|这个|这里)(?:这个|到底|现在)?(?:号|公众号|账号|网站|机器人)?(?:{whoare})(?:[的吗么呢吧啊呀?？!！,，\s])*$`), meaning{intent: wantGreeting}},
		{form(`^(?:{manner}|{me}|{may_i}|{want}|你|您|[帮给陪跟和教会能可以请来,，\s])*{pastime}(?:{may_i}|{please}|[吗么呢吧啊呀?？!！,，\s])*$`), meaning{intent: wantChat}},
		{form(`^(?:{manner}|{your}|{lead}|{me}|{office_word}|{consult}|监督|服务|值班|自己打|[发给留个的是,，。?？\s]|多少|[吗呢啊呀吧]|{call_word}|{hours_word}|{place_word})*(?:电话|工作时间|办公时间|上班时间|地址|联系方式|办公地点)(?:{manner}|{lead}|{me}|自己打|[发给留个的是,，。?？\s]|多少|[吗呢啊呀吧打])*$`), meaning{intent: wantContact}},
		{form(`(?:有|新|更新|公开|发布|出来|公布).*(?:通知|提醒|告知|推送|告诉|发给)(?:给)?(?:我们?|一下|一声)(?:一下|一声)?[吧啊哦呢哈。！!]*$`), meaning{intent: wantSubscribe}},
		{form(`^(?:{manner}|[,，\s])*(?:以后|往后|今后|如果|要是|一旦|只要|等)(?:有|出|来|发)了?[^,，。我俺咱额]{0,6}(?:{document}|通知|公告|公示|政策|消息|信息)(?:了|的话|就|都|请|麻烦|记得|能不能|[,，\s])*(?:给|跟|和|向)?(?:{me})(?:发|说|讲|通知|告诉|提醒|推)(?:{softly}|一下|一哈|一?声|哈|[吗么不啊嘛。！!?？\s])*$`), meaning{intent: wantSubscribe}},
		{form(`^(?:{manner}|以后|往后|今后|如果|要是|一旦|只要|等|[,，\s])*(?:有|出|来|发)了?(?:什么|啥)?新的?(?:{document}|通知|公告|公示|政策|消息|信息|动态|东西|的)*(?:了|就|都|也|请|麻烦|记得|能不能|[,，\s])*(?:发|说|喊|叫|告诉|通知|提醒|推|吱|跟)(?:给|一声)?(?:{me})(?:{softly}|一下|一哈|一声|说一?声|说|知道|哈|[吗么不啊嘛。！!?？\s])*$`), meaning{intent: wantSubscribe}},
		{form(`^(?:{manner}|{me}|{want}|{may_i}|[给帮请麻烦,，\s])*(?:推送|推给|订阅|定期发|定时发)(?:给|一下)?(?:{me})?[^,，。]{0,16}(?:新|最新|以后|今后)的?[^,，。]{0,8}(?:文件|信息|消息|通知|公告|政策|内容)(?:{may_i}|[吧啊呀呢?？。\s])*$`), meaning{intent: wantSubscribe}},
		{form(`^(?:{manner}|{lead}|{me}|看看|看)*(?:最新|最近|新近)的?(?:{document}|通知|公告|公示|政策|信息|消息|动态)(?:有哪些|有什么|有啥|{is_there}|[的吗呢啊呀?？])*$`), meaning{intent: wantCatalogue}},
		{form(`^(?:{manner}|{lead}|{me}|那|看看|看)*(?:{today}|{yesterday}|前天|这[两几]天|{this_week}|{last_week}|这个月|本月|上个?月)(?:{publish}|{document}|通知|公告|公示|政策|动态|新|有|什么|啥|哪些|{is_there}|[的了过都些吗呢啊呀?？])*$`), meaning{intent: wantCatalogue}},
		{form(`^(?:{manner}|{me}|{want}|[,，\s])*(?:搬(?:家|走|了家)了?|换了?(?:地方|小区|房子)|不住(?:这|那)[边里儿]?了?|[,，\s])*(?:要|想|怎么|能不能|可以|帮我|给我|把)*(?:网格)?(?:换|改|转|变)(?:一?[个下]|成|到|为|别的|其他的?|另外?一?个|新的?|的|掉)*(?:网格|社区的?通知|小区的?通知)(?:{softly}|怎么办|咋办|行吗|可以吗|[吗么不呢啊呀?？])*$`), meaning{intent: wantSubscribe}},
		{form(`^(?:{manner}|{me}|{want}|[,，\s])*(?:取消|关掉|关闭|停掉|停止)(?:你们的|这个|所有|的)*(?:提醒|通知|推送|消息)(?:[了吧吗啊,，\s])*$`), meaning{intent: wantUnsubscribe}},
		{form(`^.{0,8}(?:能不能|可不可以|可以|能|想|要)(?:给你们|跟你们|直接|不能)?(?:打个?|通个?)电话(?:[问说]|联系|一下|咨询)*[吗不么没呢啊,，?？]*$`), meaning{intent: wantContact}},
		{form(`^(?:{manner}|{lead}|{me}|打开|调出|显示|出来|弹出|叫出)*(?:主|总|功能)?菜单(?:栏|页)?(?:看看|看一下|一下|在哪|在哪里|给我|给我看看|出来|{what}|[呢吧啊,，。\s])*$|(?i:^\s*(?:menu|(?:please )?help(?: me)?(?: please| pls| plz)?|what can (?:you|i) do(?: here)?|how (?:do i|to) use(?: this| it)?)[\s.!?]*$)`), meaning{intent: wantHelp}},
		{form(`^(?:{manner}|{me}|{here_on}|{lead}|[要该得,，\s])*(?:怎么|怎样|咋|如何|[在从到去上]?(?:哪里|哪儿|哪))(?:{to_look}|才|去|来|{your})*(?:查询|查找|查阅|查看|检索|搜索|查|搜|找|看)(?:{your}|到|得到|政府|政务|公开|[的了你们])*(?:{document}|信息|东西)*(?:[呢啊呀?？。]|的)*$|` +
			`^(?:{manner}|{lead}|{your}|政府|公开|的)*(?:{document}|信息)+(?:是|都|要|得|[,，\s])*(?:怎么|怎样|咋|如何|[在从到去上]?(?:哪里|哪儿|哪))(?:{to_look}|才|去)*(?:查询|查找|查阅|查看|查|搜|找|看)(?:到|得到|[呢啊呀?？。])*$`), meaning{intent: wantHelp}},
		{form(`^(?:{manner}|{lead}|{me}|那|{your}|政府|公开|区里|[的想看,，\s])*(?:{document}|信息)+(?:都|是|一般|[,，\s])*[在到从去上]?(?:哪里|哪儿|哪)(?:能|可以)?(?:找|看|查)(?:得?到)?(?:[啊呀呢的?？])*$`), meaning{intent: wantHelp}},
		{form(`^(?:{manner}|{lead}|{me})*(?:申请[^,，。]{0,8}|(?:这个|那个)?申请?表[^,，。]{0,3})(?:要|得|需要|都要|都得|该)填(?:写)?(?:啥|什么|哪些|些什么|些啥)[^,，。]{0,4}$`), meaning{intent: wantLaw, law: "papers"}},
		// 那投诉谁 takes nothing back.
		{form(`^(?:{manner}|{me}|那|再|要是|如果|你们?|还|这样|不行|不改|不答|不理|不管|的话|就|要|去|可|[,，\s])*(?:投诉|举报)(?:你们?|这个?(?:公众)?号)(?:了|啊|去|的|信不信|[。!！\s])*$`), meaning{intent: wantLetter, kind: cases.Complaint}},
		{form(`^(?:{manner}|{me}|那|该|要|应该|得|可以|[,，\s])*(?:投诉|举报)(?:的话|应该|该|要|是|得|可以|[,，])*(?:找?谁|找?哪[个家]?(?:单位|部门|里|儿)?|[去到往向]哪(?:里|儿|个(?:单位|部门))?)(?:{softly}|管|说|才对|才行|[啊呀呢?？])*$`), meaning{intent: wantLetter, kind: cases.Complaint}},
		{form(`^(?:{manner}|{me}|{want}|[要得,，\s])*(?:实名)?{complain}(?:一下|下)?(?:{your}|这个|那个|贵|某个?|的|里)*(?:单位|部门|政府|机关|领导|干部|公众号|工作人员|办事员|窗口|大厅)(?:的?人|的)?[啊呀吧了。!！\s]*$`), meaning{intent: wantLetter, kind: cases.Complaint}},
		// 想把村务公开的材料发上来 is of who publishes, and applies for nothing.
		{form(`^[^,，。]{0,10}(?:想|要|能不能|可以)在(?:你们|这里|这儿|这个|公众号)[^,，。]{0,6}(?:发|登|挂|放|发布)(?:一?[个条篇份])?(?:通告|公告|通知|启事|声明|公示|消息|文章)(?:{how}|{may_i}|咋弄|怎么弄|怎么办|[,，吗么不啊呢?？\s])*$`), meaning{intent: wantPerson}},
		{form(`^[^把将]{0,16}(?:想|要|怎么|咋|如何|能不能|可以)(?:把|将)[^,，。?？]{2,16}(?:发|传|挂|放|登|上传|发布|公开)(?:上来|上去|到(?:你们|这里|这儿|这个|网上|公众号|平台)[^,，。?？]{0,8}|到?上网|出来)(?:{may_i}|[吗么不啊呢呀?？。\s])*$`), meaning{intent: wantPerson}},
		{form(`^(?:{manner}|{me}|{want}|{may_i}|[要能不可以想]|[,，\s])*(?:给|跟|向|对)(?:你们|您们|你|您|这里|这儿|单位|政府)(?:{want}|[要能想])*(?:留(?:一?个|下|句)?[言话]|留言|写个?(?:条|话))(?:{may_i}|[啊呀的了,，。?？吗\s])*$`), meaning{intent: wantLetter, kind: cases.Consultation}},
		{suggestsNothing, meaning{intent: wantLetter, kind: cases.Consultation}},
		{praisesNothing, meaning{intent: wantLetter, kind: cases.Consultation}},
		// 还是投诉吧, who had given it up.
		{form(`^(?:{manner}|{me}|那|就|还是|要不|算了|不行|想想|想了想|[要想,，\s])*(?:投诉|举报|反映)(?:一下|下|吧|算了|好了|{softly}|[。\s])*$`), meaning{intent: wantLetter, kind: cases.Complaint}},
		{form(`^(?:{manner}|{me}|那|就|还是|要不|算了|不行|想想|想了想|[要想,，\s])*咨询(?:一下|下|吧|算了|好了|{softly}|[。\s])*$`), meaning{intent: wantLetter, kind: cases.Consultation}},
		{form(`^(?:{manner}|{me}|{want}|{how}|{may}|[要能不可以直接]|[,，\s])*(?:给|向|跟|找|见)(?:{leader})(?:{want}|[要能]|[,，\s])*(?:写一?封?信|写个信|留言|说个?事|谈谈?)(?:{how}|{may_i}|[啊呀的了,，。?？\s])*$`), meaning{intent: wantLetter, kind: cases.Consultation}},
		{form(`^(?:{manner}|{me}|{want}|{how}|{may}|[要能不可以直接]|[,，\s])*(?:给|向|跟|找|见)(?:{leader})(?:{want}|[要能]|[,，\s])*(?:反映|反应|告状)(?:一下|个|点|些)?(?:问题|情况|事情|事)?(?:{how}|{may_i}|[啊呀的了,，。?？\s])*$`), meaning{intent: wantLetter, kind: cases.Complaint}},
	}
)

// booksOfYear is a text that wants the budget or the accounts of a year, and names nothing in
// them: they are in the books or in the tables that are public, and in no guide.
var booksOfYear = form(`^(?:{manner}|{lead}|{me}|{your}|{may_i}|那|看看|看|把|将|为什么|为啥|怎么|咋|能|网站|网上|这里|上面?|(?:查|找|看|搜)不到|[,，\s])*` +
	`((?:20\d\d年?(?:到|至|-|—|~))?(?:{year_before}|去年|今年|前年|上年|20\d\d年?|[12]\d年)度?的?(?:部门|财政|政府|全区|公共|年度|总|的)*(?:预决算|预算|决算))` +
	`(?:报告|情况|数据|数|公开|表|说明)*(?:{is_there}|{where}|{lead}|{me}|多少|出来|公开|公布|发给?|看看?|一下|一份|[了的吗呢么啊呀?？,，。\s])*$`)

// appliesOfYear is a text that applies for a paper of a year, 那就申请2022年高龄津贴发放标准;
// ofProcedure are words of who applies for the benefit itself.
var (
	appliesOfYear = form(`^(?:{manner}|{noted}|{me}|{want}|那就?|就|帮我|给我|[,，\s])*申请(?:一份|查看|查询|要|拿|看)?[\s:]*((?:19|20)[0-9]{2}年?度?[^,，。?？]{4,40})$`)
	ofProcedure   = form(`流程|步骤|手续|条件|材料|时间|地点|入口|指南|要求|资格|表格|申请表|补贴$|津贴$|补助$|救助$`)
)

// plainlyWanted is what a text wants by its whole form.
func plainlyWanted(m meaning, text string) (meaning, bool) {
	if utf8.RuneCountInString(text) > longestElsewhere {
		return m, false // who tells more wants more
	}
	if sameAgain.MatchString(text) && !lexicon.Question.MatchString(text) {
		m.intent, m.sure = wantSame, 1
		return m, true
	}
	if m.intent == wantSearch && appliesOfYear.MatchString(text) && lexicon.Papers.MatchString(text) && !lexicon.Question.MatchString(text) && !ofProcedure.MatchString(text) {
		m.intent, m.subject, m.sure = wantApply, appliesOfYear.FindStringSubmatch(text)[1], 1
		return m, true
	}
	if m.intent == wantSearch && complainsPlainly(text) {
		m.intent, m.kind, m.subject = wantLetter, cases.Complaint, m.text
		return m, true
	}
	if whatFor.MatchString(text) && ofNumber.MatchString(text) {
		m.intent = wantHelp
		return m, true
	}
	if found := booksOfYear.FindStringSubmatch(text); found != nil {
		m.intent, m.text = wantMoney, found[1]
		return m, true
	}
	for _, p := range plainWants {
		if p.says.MatchString(text) {
			m.intent, m.kind, m.law = p.want.intent, p.want.kind, p.want.law
			return m, true
		}
	}
	return m, false
}

// complainsPlainly says whether a text says nothing but what is wrong with those who serve.
func complainsPlainly(text string) bool {
	return outOfOrder.MatchString(text) || badManners.MatchString(text) || leaksData.MatchString(text) && ofHers.MatchString(text) || (errsHere.MatchString(text) || badService.MatchString(text) || hidesThings.MatchString(text)) && !lexicon.Question.MatchString(text)
}

// applySame begins an application for what the citizen applied for last.
func (v *visit) applySame() (answer, bool) {
	if v.bot.Desk == nil {
		return answer{}, false
	}
	rs, err := v.herRequests()
	if err != nil {
		return v.failed(err), true
	}
	subject := ""
	for _, r := range rs {
		subject = r.Subject // the newest is last
	}
	a := v.beginWith(subject)
	if subject == "" {
		a.text = v.bot.say("apply_nosame", nil).text + "\n" + a.text
	}
	return a, true
}
