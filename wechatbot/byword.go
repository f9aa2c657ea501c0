package wechatbot

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is plain by a few words, whatever else a text is like.
var (
	// callsThem is a text that wants the police, the fire brigade or a doctor, or their number.
	callsThem = form(`^(?:{manner}|{me}|{want}|{may_i}|[快赶紧请帮去打给叫能,，\s])*{emergency_call}(?:{how}|{how_to}|{please}|{call_word}|[叫打多少是几啥什么号的了,，。!！?？\s])*$`)

	// greets is a text that only greets, with a word of greeting in it.
	greets   = form(`^(?:{hello}|{courtesy}|[呀啊哈呢嘛哦喽,.，。!！~～\s])+$`)
	greeting = form(`{hello}`)

	// formally is a text that asks by law for what it tells of.
	formally = form(`(?:请|请求|要求|望|恳请)[^,，。]{0,6}依法[^,，。]{0,4}{give}`)

	// wechatOf is a text that wants to write to somebody of the office by WeChat.
	wechatOf = form(`{wechat_id}(?:[^群]|$)`)

	// mendsNow is a text that hands in what a notice of the office asked for.
	// asksThirdParty is a text that asks what comes of somebody else whom publishing would hurt.
	asksThirdParty = form(`{how_long}|{how}|不(?:同意|愿意|答应|回复|表态)|会怎样|什么(?:意思|规定|办法)|要(?:先)?(?:问|征求)|[吗么呢?？]$`)
	mendsNow       = form(`(?:收到|接到|按照?|根据|依据).{0,8}补正.{0,8}(?:补充|说明|提交|明确|补上|递交|附上)`)

	// unfollows is a text that speaks of unfollowing the account, and of nothing else.
	unfollows = form(`^(?:{manner}|{me}|{how}|想|要|能不能|可以|[,，\s])*(?:取消关注|取关)(?:{your}|你们|这个|公众号|账号|号|[了的])*(?:{how}|弄|办|操作|取消|取|[吗呢啊呀?？])*(?:(?:以后|之后|的话|[,，])*(?:会不会|会|还能不能|还能|还会|能不能|是不是|是否|还|就).{1,12})?$`)

	// handedInBy is a text that asks whether an application may be sent by post or by mail.
	handedInBy = form(`^(?:{manner}|{lead}|{me})*申请(?:表|书|公开|信息)*(?:{may_i}|可以|能|可)+(?:用|通过|打)?个?电话(?:{may_i}|办|说|讲|提交|[吗呢么不没啊?？])*$|` +
		`^(?:{manner}|{lead}|{me})*申请(?:表|书|公开|信息)*(?:{may_i}|可以|能|可|是否|用|通过|以|发|走)*(?:{by_mail}|{by_post}|打?个?电话|传真|网上|线上|网站|信)(?:{may_i}|来|提交|发|寄|办|[吗呢么不没啊?？])+$|` +
		`^(?:{manner}|{lead}|{me}|你们|这里|上班时间|平时|在家|晚上|{weekday}|[,，\s])*(?:{may_i}|{is_there}|可以|能|用|通过|走)*(?:{by_mail}|{by_post}|传真|网上|线上|网站|寄信|打电话|电话|手机)(?:{may_i}|可以|能|来|收|交|递|提交|投|发|寄|办|受理)*(?:{me}|我们的|一下|信息公开|公开|的)*申请(?:表|书|材料|公开|信息)*[吗呢么不没啊?？]*$`)

	// handedInAt is a text that asks where an application is handed in.
	handedInAt = form(`^(?:{manner}|{lead}|{me})*(?:信息公开|公开|依申请)*申请(?:表|书|公开|信息|材料)*(?:{me}|要|该|应该|得|可以|能|都|往|[到去在交给]|,|\s)*(?:哪里|哪儿|哪个窗口|哪个部门|哪个单位|什么地方|哪)(?:去|来)?(?:交|递|送)|^(?:{manner}|{lead}|{me})*(?:交|递|递交|提交)申请(?:表|书|材料)*(?:是|要|该|应该|得)*[到去在](?:哪|什么地方)|` +
		`^(?:{manner}|{lead}|{me}|要|得|该|应该)*[到去上在往](?:哪里|哪儿|哪|什么地方|哪个窗口|哪个部门|哪个单位)(?:才|可以|能|去|里|提交|提出|递交|[提递交办])*(?:政府|信息|公开)*申请(?:政府|信息|公开|书|表|材料)*[呢啊呀?？]*$`)

	// notPublicThen is a text that asks what to do where something was not made public.
	notPublicThen = form(`^[^,，。]{0,10}(?:没有?|未)(?:主动)?公开(?:的|过|出来|信息|东西|文件|内容|[,，])*(?:{me}|该|要|又)*(?:怎么办|咋办|怎么弄|咋弄|咋整|怎么要|怎么拿|[去到]哪(?:里|儿)?要|找谁要)[啊呀呢?？]*$`)

	// refusedWhy is a text that asks for what reasons applications are refused.
	refusedWhy = form(`^(?:{manner}|{lead}|{me}|{your}|[,，\s])*(?:申请|公开)(?:被|会被|会|要是|一般|通常|不给)*(?:拒绝|驳回|不予公开|不给公开|不公开|不批)(?:公开)?的?(?:原因|理由|情形|情况|依据|条件)(?:一般|都|会)*(?:有|是)?(?:哪些|哪几|什么|啥)[^,，。]{0,4}$|` +
		`^(?:{manner}|{lead}|{me}|{your}|[,，\s])*(?:在)?(?:什么|啥|哪些|哪种)(?:情况|情形|原因|样的?信息)下?(?:{your}|会|能|可以|才|就)*(?:不予公开|不给公开|不公开|拒绝公开|拒绝申请|被拒绝|不批)[^,，。]{0,4}$`)

	// reviewCost is a text that asks what a review costs.
	reviewCost = form(`^[^,，。]{0,8}复议[^,，。]{0,6}(?:收费|收钱|要钱|花钱|多少钱|交钱|费用|收不收|免费)[^,，。]{0,6}$`)

	// appliesAloud is a text of who cannot write, and asks whether an application may be
	// made by word of mouth.
	appliesAloud = form(`^(?:{manner}|{lead}|{me}|[,，\s])*(?:[^,，。]{0,8}(?:不会写字?|不识字|不认字|写不了字?|没上过学)[^,，。]{0,4}[,，\s]*)?[^,，。]{0,6}(?:口头|用嘴|嘴上|当面说)[^,，。]{0,6}申请[^,，。]{0,6}$|^[^,，。]{2,10}[,，\s]+[^,，。\s]{0,4}(?:口头|口述|用嘴说)[^,，。]{0,4}申请[^,，。]{0,6}$|^(?:{manner}|{lead}|{me})*申请[^,，。]{0,6}口头[^,，。]{0,6}$`)

	// mendsApplication is a text that asks whether what stands in an application can be mended.
	mendsApplication = form(`^(?:{manner}|{lead}|{me}|那|要是|如果|万一|,)*(?:已经)?(?:[填写提交递]+(?:好|完|了|上去)*的)?申请(?:表|书|信息|内容|材料|里|的)*(?:[交提递][交上]*|填|写|以后|之后|了|还|,){0,4}(?:{may_i}|可以|能|还)*(?:{altered})(?:内容|东西|信息)?(?:{may_i}|{how}|[了怎咋么办能可以改行吗不没呢啊?？,])*$`)

	// mendsHandedIn is one that asks it of what was handed in, and does not say what that was.
	mendsHandedIn = form(`^(?:{manner}|{lead}|{me}|那|要是|如果|万一|,)*(?:已经)?(?:提交|递交|交上去|交)(?:了|上去|完|好|以后|之后|的|话|,)*(?:还|能|可以|{may_i})*(?:修改|改|变更)(?:{may_i}|{how}|[了怎咋么办能可以改行吗不没呢啊?？,])*$`)

	// namelessly is a text that asks whether one may apply without a name.
	namelessly = form(`^[^,，。]{0,8}(?:匿名|不留名|不写名字|不留名字|不写姓名|不留姓名|化名|假名|笔名)[^,，。]{0,6}申请[^,，。]{0,6}$|^[^,，。]{0,6}申请[^,，。]{0,8}(?:匿名|不留名|不写名字|不留名字|不写姓名|不留姓名|化名|假名|笔名)[^,，。]{0,6}$`)

	// appliesByPhone asks whether one may apply by telephone, takenTo whether an application may be
	// handed in at a place that it names.
	appliesByPhone = form(`^[^,，。]{0,8}(?:能不能|可不可以|可以|能|可)(?:打|用|通过)?个?电话(?:来|里)?申请`)
	takenTo        = form(`申请(?:表|书)?[^,，。]{0,4}(?:交|送|递|投|寄)(?:到|给|去|往)\p{Han}{2,10}?(?:行不行|可以吗|行吗|行不|能行不|可不可以|成不成)`)

	// keepsSome is a text that asks whether one may apply and keep something of oneself back.
	keepsSome = form(`申请[^,，。]{0,8}(?:能不能|可不可以|可以|能|可)(?:不|只)(?:留|写|填|给|报|要)[^,，。]{1,12}$|申请[^,，。]{0,6}(?:不留|不写|不填|不给|不报)(?:{phone_word}|{id_word}|{email_word}|{address_word})[^,，。]{0,3}(?:{may_i}|[吗么不呢])$`)

	// closesApplying is a text that names something and ends in that it is applied for:
	// 殡仪馆收费的成本核算表，申请公开，谢谢.
	closesApplying = form(`^[^,，。\s]{4,24}[,，。\s]+(?:{me}|[要想就])*(?:申请公开|依申请公开)(?:一下)?(?:[,，。\s]|谢谢|多谢|麻烦了|辛苦了)*$`)

	// doneForHer is a text that asks whether somebody else may apply for one.
	doneForHer = form(`^[^,，。]{0,6}申请(?:公开|信息|的)*[^,，。]{0,6}(?:代办|代交|代填|代申请|代为|代理|让别人|找人|委托)(?:办|交|填|人|别人|办理)*(?:{may_i}|[吗么不呢啊?？])*$`)

	// asksMeaning is a text that asks what a word means, and nothing else.
	asksMeaning = form(`^(?:{manner}|{lead}|到底|[,，\s])*(?:啥叫|什么叫|啥子叫|何谓|何为|什么叫做)[^,，。]{2,10}$`)

	// guideNamed is a text that names the guide and asks for nothing but to see it:
	// 把政府信息公开指南发给我.
	guideNamed = form(`^(?:{lead}|{me}|你们|能不能|可以|把|的|,|\s)*(?:来|要)?(?:一份|份|一个)?(?:政府|政务)?(?:信息|政务|依申请)?公开(?:的)?(?:指南|指引)(?:{where}|{what}|{lead}|{me}|能不能|可以|[发给传打开下载出来去从能在看到阅读翻有没吗呢啊呀吧嘛的,.?\s])*$`)

	// turnoutOf is a text that asks what became of all applications: 依申请公开情况.
	turnoutOf = form(`依申请公开(?:的|政府信息|工作|办理|处理|答复)*(?:情况|统计|数据|数量|件数|工作)(?:[做办]得|开展得|是|怎么样|咋样|如何|好不好|多少|[的呢吗啊呀?？。])*$`)

	// ownAsked is a text that wants to see its own applications, and codeAsked one that asks
	// why a code is needed for that; newPhone asks how to go on with another phone,
	// othersAsk whether somebody else may look. oneByOne wants to apply for two things apart,
	// wroteOut to send an application as a picture, fobbedOff asks what then is done,
	// and daysCount whether days off count.
	ownAsked   = form(`^(?:{manner}|那|那就|就|再|把|帮我|给我|[,，\s])*(?:{look_over}|查查|查一下|看)?{me}(?:自己|本人)?(?:交|提交|提)?的申请(?:都|再|给我|让我)*(?:{look_over}|查查|查一下|调出来|列出来)?(?:吧|呗|啊|[?？])*$`)
	newPhone   = form(`^(?:{manner}|{me}|的|要是|如果|以后|万一|[,，\s])*(?:(?:微信号?|手机号?|号)(?:要是|如果|以后|万一)*(?:换|丢|没|被封|登不上)了?|换了?个?(?:微信|手机))(?:号|了|的话|以后|之后|[,，])*(?:{how}|还|能|会|可以|不能|怎样|是不是|就)+.{0,12}$`)
	severalOwn = form(`^(?:{manner}|{me}|那|这|的|现在|[,，\s])*[两二三四几]件(?:事|申请|都|现在|的|各|分别)*(?:啥|什么|怎么?样?|咋样?|办|到|进)(?:情况|样|到哪|办到哪|进度|进展|了|一步|步|办得|得|哪|[啊呀呢?？])*$`)
	fobbedOff  = form(`^(?:{manner}|那|要是|如果|万一|你们|要|敢|又|再|[,，\s])*(?:糊弄|敷衍|忽悠|不理|不答复|不回复|不给|乱答|骗)(?:我们?|人|的话|呢|[,，])*(?:{how}|咋办|怎么办|找谁|去哪|往哪)+.{0,6}$`)
	// refusedThen is a text of who was refused with a reason, and asks what to do: 不给我看 说涉密 咋弄.
	refusedThen = form(`(?:不给|不让|不准|不肯给|不肯让)(?:{me})?(?:看|查|公开|提供|复印)[^。]{0,10}(?:说|讲|回|理由)[^。]{0,8}(?:涉密|秘密|保密|隐私|内部|过程|敏感)[^。]{0,4}(?:咋弄|咋办|咋整|怎么办|怎么弄|找谁|去哪告|能告)`)
	// higherUp is a text that asks which is the higher authority, to turn to it.
	higherUp  = form(`^[^,，。]{0,6}(?:上级|上一级|上头|上面)(?:的|主管|单位|部门|机关|政府)*(?:是|在|又是)*(?:哪[个家里儿]?|谁)[^,，。]{0,6}[,，\s]*[^,，。]{0,4}(?:反映|反应|告|投诉|举报|申诉|说理|评理)[^,，。]{0,4}$`)
	daysCount = form(`^[^,，。]{0,6}(?:周末|周六|周日|星期六|星期天|星期日|节假日|放假|法定假日|双休日?|礼拜天)[^,，。]{0,4}(?:算不算|算|包括|数)(?:不算|进去|在内|天数|时间|期限|工作日|里面|吗|不|么|[啊呢?？])*$|^[^,，。]{0,4}(?:算不算|包不包括|含不含|包括|算)(?:周末|周六|周日|星期六|星期天|星期日|节假日|放假|法定假日|双休日?|礼拜天)[^,，。]{0,4}$`)
	oneByOne  = form(`(?:[两几多三]|好几)(?:样|个|件|份|项)(?:东西|信息|文件|内容|材料|事)?(?:{may_i}|可以|能)(?:一张|一份|一个|一次|一起|同一|合到?一)[^,，。]{0,6}(?:申请|填|写|办)[里上]?(?:{may_i}|[吗么不呢?？])*$|(?:[两几多三]|好几)(?:样|个|件|份|项)(?:东西|信息|文件|内容|材料|事)?[^。]{0,16}(?:一张|一份|一个|一次|一起|同一|合到?一)[^,，。]{0,6}(?:申请|填|写|办)[里上]?(?:{may_i}|[吗么不呢?？])+$|^(?:{manner}|{me}|那|就|还是|可以|能|能不能|[,，\s])*分(?:开|成|作)?(?:[两二三几][件份个次]|申请|开申请|开办)(?:申请|办|吧|行不行|吗|好了|[。?？])*$`)
	wroteOut  = form(`申请(?:书|表)?(?:{me}|自己|都)*(?:写好|填好|写完|打印好).{0,6}(?:拍照|拍|发|传|扫描)`)
	othersAsk = form(`{kin_any}.{0,8}(?:能|可以|会|能不能|可不可以).{0,8}(?:编号|查询码|查到|查我|看到我)`)
	codeAsked = form(`没有?(?:查询)?(?:码|编号).{0,8}(?:查|看)|(?:查|看).{0,8}(?:非得|非要|必须|一定)要?(?:有|用)?(?:查询)?(?:码|编号)`)

	// ownHandled is a text that asks how far its writer's own application has come.
	ownHandled = form(`^(?:{manner}|{lead}|[,，\s])*(?:我|俺|额|本人|本所|我司|我们)[^,，。]{0,8}?(?:那|这|的|提交|代理|递)[^,，。]{0,6}?申请[^。]{0,10}(?:发|出|办|批|受理|登记|转|寄|答复|回复|处理|审)[^。]{0,4}(?:了?没有|了?没|了吗|到哪|哪一?步)[呀啊呢?？]*$|^[^,，。]{0,10}(?:提交|递交|代理)的?[^,，。]{0,6}申请[^。]{0,24}(?:状态|进度|进展|办理情况)[?？。]*$`)

	// unheard is a text of who applied and has heard nothing since: 三月份申请的信息公开，到现在没人理.
	unheard = form(`申请[^。?？]{0,24}?(?:没(?:有|任何|一点|啥|什么|人|个|再)*(?:理|搭理|回复|答复|回音|回信|回话|消息|动静|下文|音信|联系|收到|得到|通知|结果)|未(?:曾|收到|得到|获|予|见|任何)*(?:答复|回复)|石沉大海|杳无音信|不理|不搭理)`)

	// supplyTerm is a text that asks how long one has to mend an application, notSupplied one that
	// asks what becomes of one that is not mended.
	supplyTerm  = form(`^(?:{manner}|{lead}|{me}|收到|通知|要|得|必须|最多|给|一般|应该|应当|有|在|[,，\s])*(?:{how_long}|几个工作日|多少个工作日)(?:之内|以内|时间|内|里|要|得|必须|需要|才|能|可以)*(?:来)?补正(?:完|好|材料|申请|内容|{softly}|[呢吗?？])*$|^(?:{manner}|{me}|收到|通知|[,，\s])*补正(?:通知书?|材料|申请)*(?:的|有|要|得|给|是|在|最多|一般)*(?:{how_long}|时间)(?:{how_long}|之内|以内|内|是|有|多少|补|交|{softly}|[呢吗?？])*$`)
	notSupplied = form(`^(?:{manner}|{me}|那|要是|如果|万一|逾期|过期|过了期|到期|不想|忘了|来不及|[,，\s])*(?:不|没|没有|不去|懒得)补(?:正|充材料|材料|交材料|充|交)?(?:的话|材料|会|了|就|又|[,，\s])*(?:怎么样|怎样|咋样|怎么办|咋办|咋的|什么后果|啥后果|作废|失效|算放弃|行吗|行不行|可以吗)(?:{softly}|[吗呢?？])*$`)

	// byIdentity is a text that asks whether an application is found by who made it.
	byIdentity = form(`^(?:{manner}|{lead}|{me}|能不能|可以|能|直接|只|光|[,，\s])*(?:用|凭|拿|靠|输入?|通过)(?:{me}的?)?(?:身份证号?码?|证件号?码?|姓名|名字|手机号?码?|电话号?码?)(?:号|去|来|就|能不能|可不可以|可以|能)*(?:查|看)(?:询|到|看|一下)?(?:{me}的?|自己的?|信息公开|公开|的)*(?:申请|投诉|咨询|进度|办到哪)`)

	// numberFor is a text that asks what a number of hers is for: 这个编号是干嘛的.
	numberFor = form(`^(?:{manner}|{lead}|{me}|这个|那个|这串|这|那|给的|上面的?|后面的?|[,，\s])*{own_number}(?:号码|号|码)?(?:是|有|拿来|用来|能|可以|要)*(?:干嘛|干啥|干什么|做什么|做啥|什么用|啥用|怎么用|咋用|什么意思|啥意思)(?:用|使)?(?:的|啊|呢|呀|[?？])*$`)

	// sentHere is a text of who handed something in here, and cameOfIt asks what came of it.
	sentHere = form(`(?:发|交|递|写|寄|报)(?:给|到)(?:了|过)?(?:你们|您|这里|这个?号)|(?:这个?号|你们这|这里|微信)(?:上|里)?[^,，。]{0,2}(?:填|交|递|提交|写|发)(?:过|了)`)
	cameOfIt = form(`(?:怎么|咋|还|都)*没(?:有)?(?:消息|信儿|动静|回音|下文)[呀啊呢了?？]*$|(?:有人)?(?:回|答复|回复|受理|处理|批|办)(?:了|下来|好|完|到)+(?:没有?|吗|不|哪)[呀啊呢?？]*$|到哪一?步|到哪了|进度|进展|有信儿?(?:没|吗|了)|结果(?:出来|下来)?(?:了)?(?:没|吗)`)

	// lostNumber is a text that tells of a number that was lost.
	lostNumber = form(`{own_number}[^,，。]{0,6}{lost}|{lost}[^,，。]{0,6}{own_number}`)
)

// byWord is what a text wants by a word that leaves no doubt, where it has one. Whether safe is of
// a danger was asked before.
func byWord(m meaning, safe string) (meaning, bool) {
	plain, whole := writing.Simple(m.text), writing.Simple(cmp.Or(m.whole, m.text))
	switch {
	case plain != safe && (inDanger(plain) || defrauded(plain)), callsThem.MatchString(plain):
		m.intent = wantUrgent
	case begsPardon(plain):
		m.intent, m.kind, m.subject = wantLetter, cases.Complaint, m.text
	case suggests(plain), praises(plain):
		m.intent, m.kind, m.subject = wantLetter, cases.Consultation, m.text
	case greets.MatchString(whole) && greeting.MatchString(whole):
		m.intent = wantGreeting
	case takesLeave(plain):
		m.intent = wantThanks
	case turnoutOf.MatchString(plain):
		m.intent = wantTurnout
	case guideNamed.MatchString(plain):
		m.intent = wantGuide
	case closesApplying.MatchString(plain) && !lexicon.Question.MatchString(plain):
		m.intent, m.subject, m.sure = wantApply, wished(m.text), 1
	case lawOfApplying(plain) != "":
		m.intent, m.law = wantLaw, lawOfApplying(plain)
	case strings.Contains(plain, "申请") && applies.MatchString(plain) && !lexicon.Question.MatchString(plain) && lexicon.Tells(wished(m.text)) >= ownWords,
		strings.HasPrefix(plain, "把") && toDisclose.MatchString(plain) && !lexicon.Question.MatchString(plain):
		m.intent, m.subject, m.sure = wantApply, wished(m.text), 1
	case demandsPublic(plain) != "":
		m.intent, m.subject, m.sure = wantApply, wished(asTyped(m.text, demandsPublic(plain))), 1
	case copyWanted(plain) != "":
		m.intent, m.subject, m.sure = wantApply, typedPart(m.text, plain, copyWanted(plain)), 1
	default:
		return askedByWord(m, plain, whole)
	}
	return m, true
}

// askedByWord is the rest of byWord: her own matters, the law, where else to turn, and what is
// applied for in form.
func askedByWord(m meaning, plain, whole string) (meaning, bool) {
	switch {
	case mendsNow.MatchString(plain) && !lexicon.Question.MatchString(plain):
		m.intent, m.text = wantSupplement, ""
	case asksOwn(plain):
		m.intent = wantMine
	case unfollows.MatchString(plain), atNight.MatchString(plain), tiresOf.MatchString(plain):
		m.intent = wantUnsubscribe
	case deskAsked.MatchString(plain):
		m.intent = wantContact
	case lawNamed(plain) != "":
		m.intent, m.law = wantLaw, lawNamed(plain)
	case asksMeaning.MatchString(plain) && explained(plain):
		m.intent = wantMeaning
	case marksReply(plain) && !complaining.MatchString(plain):
		m.intent = wantRate
	case asksOfSent(plain):
		m.intent = wantMine
	case isElsewhere(plain), isDealt(whole), asksOthersData(plain):
		m.intent = wantElsewhere
	case asksWhose(plain), asksPolicy(plain), ofIndex(plain), downloads.MatchString(plain):
		m.intent = wantSearch
	case strings.Contains(plain, "微信") && wechatOf.MatchString(plain):
		m.intent = wantPerson
	case formally.MatchString(plain) && !complaining.MatchString(plain):
		m.intent, m.subject, m.sure = wantApply, wished(m.text), 1
	default:
		return plainlyWanted(m, plain)
	}
	return m, true
}

// asksOwn says whether a text asks of its writer's own matters by their words.
func asksOwn(plain string) bool {
	for _, form := range []*pattern.Pattern{ownAsked, ownHandled, numberFor, codeAsked, byIdentity, newPhone, othersAsk, severalOwn} {
		if form.MatchString(plain) {
			return true
		}
	}
	return hearsNothing(plain)
}

// asksOfSent says whether a text asks what became of what its writer handed in here: 上礼拜就
// 发给你们了，有人回了没.
func asksOfSent(plain string) bool { return sentHere.MatchString(plain) && cameOfIt.MatchString(plain) }

// hearsNothing says whether a text is of who applied for information, has heard nothing since
// and does not ask where to turn.
func hearsNothing(plain string) bool {
	return strings.Contains(plain, "申请") && strings.ContainsAny(plain, "公书表") && !complainsFirst.MatchString(plain) && unheard.MatchString(plain) && !servedElsewhere.MatchString(plain) && !turnsWhere.MatchString(plain)
}

// complainsFirst is a text that begins by saying that it complains, of whatever follows.
var complainsFirst = form(`^(?:{manner}|{me}|[要想得就,，\s])*(?:实名)?(?:投诉|举报|控告|检举)`)

// turnsWhere is a text that asks where to turn, or what to do.
var turnsWhere = form(`{how}办|咋办|找谁|去哪|哪里|投诉|举报|复议|起诉`)

// demandsPublic is the last clause of a text where that demands to have something made
// public, whatever was scolded before: 你们就知道糊弄人，把我们村路灯钱花哪了给我公开.
func demandsPublic(plain string) string {
	if !strings.Contains(plain, "把") || !strings.Contains(plain, "公开") {
		return ""
	}
	all := writing.Clauses(plain)
	last := all[len(all)-1]
	if !strings.HasPrefix(last, "把") || !toDisclose.MatchString(last) || inPublic.MatchString(last[strings.LastIndex(last, "公开")+len("公开"):]) {
		return ""
	}
	return last
}

// lawNamed is the matter of law that a text asks of by a word that leaves no doubt.
func lawNamed(text string) string {
	if law := plainLaw(text); law != "" {
		return law
	}
	switch {
	case daysCount.MatchString(text):
		return "days"
	case oneByOne.MatchString(text):
		return "again"
	case wroteOut.MatchString(text):
		return "how"
	case strings.Contains(text, "申请") && (appliesByPhone.MatchString(text) || takenTo.MatchString(text)):
		return "channel"
	case handedInAt.MatchString(text), strings.Contains(text, "申请") && (handedInBy.MatchString(text) || appliesAloud.MatchString(text)):
		return "channel"
	case notPublicThen.MatchString(text):
		return "how"
	case strings.Contains(text, "补") && (supplyTerm.MatchString(text) || notSupplied.MatchString(text)):
		return "correction"
	case strings.Contains(text, "不") && refusedThen.MatchString(text):
		return "relief"
	case refusedWhy.MatchString(text):
		return "which"
	case strings.Contains(text, "复议") && reviewCost.MatchString(text):
		return "fee"
	case strings.Contains(text, "申请") && mendsApplication.MatchString(text) && (lexicon.Question.MatchString(text) || asksShortly.MatchString(text)),
		strings.Contains(text, "交") && mendsHandedIn.MatchString(text) && lexicon.Question.MatchString(text):
		return "change"
	case accountsDue.MatchString(text):
		return "accounts_publish"
	case strings.Contains(text, "第三方") && utf8.RuneCountInString(text) <= longestElsewhere && asksThirdParty.MatchString(text):
		return "third_party"
	case strings.Contains(text, "申请") && (namelessly.MatchString(text) || keepsSome.MatchString(text)):
		return "papers"
	case strings.Contains(text, "申请") && doneForHer.MatchString(text):
		return "agent"
	case ofOwnPublic(text):
		return "correct"
	case strings.ContainsAny(text, "上") && higherUp.MatchString(text):
		return "relief"
	case asksRelief(text), fobbedOff.MatchString(text), strings.Contains(text, "申请") && refusedHer.MatchString(text):
		return "relief"
	}
	return ""
}

// refusedHer is a text that tells that what somebody applied for was refused, and asks for
// nothing: 我申请的你们不给公开.
var refusedHer = form(`^(?:{manner}|{me}|上次|之前|[,，\s])*申请(?:公开)?(?:的|了|过)[^,，。]{0,8}(?:不给|不予|不肯|不让|拒绝|没给|不)(?:公开|提供|看|答复|{me})?(?:{softly}|[,，。!！\s]|怎么办|咋办)*$`)

// mineAfter says what can be done without a request's number, or with another phone, and
// shows what was handed in from here.
func (v *visit) mineAfter(says string) answer {
	a := v.mine()
	own := len(v.talk.options) > 0 && a.from == "mine" || a.from == "progress" || a.from == "case_progress"
	a.text = v.bot.say(says, own).text + "\n" + a.text
	return a
}

// A request's number within a sentence, and the code behind it.
var (
	numberAmong = form(`(?:^|\D)([0-9]{4}[ \-－—–]?[0-9]{3}[ \-－—–]?[0-9]{5,6}[ \-－—–]?[0-9])(?:\D|$)`)
	codeAmong   = form(`查询码[^0-9A-Za-z]{0,3}([0-9A-Za-z][0-9A-Za-z \-]{8,12}[0-9A-Za-z])`)
	ofRequest   = form(`{own_number}|{of_request}|^[^投举告]*(?:提交|递交|交)[了过的].{0,6}申请`)
)

// requestAmong is the number of a request that a sentence asks after, and its code.
func requestAmong(text string) (id, code string, found bool) {
	at := numberAmong.FindStringSubmatchIndex(text)
	if at == nil || !ofRequest.MatchString(text[:at[2]]+text[at[3]:]) {
		return "", "", false
	}
	id, err := disclosure.ParseNumber(text[at[2]:at[3]])
	if err != nil {
		return "", "", false
	}
	if c := codeAmong.FindStringSubmatch(text); c != nil {
		code = strings.TrimSpace(c[1])
	}
	return id, code, true
}

// applies is a text that begins by applying for information.
var applies = form(`^(?:{me}|{us}|{formally}|{greeting}|{want}|(?:向|跟)?{your}|现|特|兹|拟|依法|依据|(?:根据|依据|按照|作为|为了).{0,16}?|[,，:\s])*申请(?:政府)?(?:信息)?(?:公开|获取|查阅|提供|调取)|` +
	`(?:现|特|兹|拟|依法|正式)(?:向?{your})?(?:提出)?申请(?:政府)?(?:信息)?(?:公开|获取|查阅|提供|调取)`)
