package wechatbot

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who is in danger is told whom to call before all else, whatever is being filled in.
var (
	// perils is a text that tells of somebody in danger now, and unreached one whose
	// emergency call gets nowhere.
	perils    = form(`{peril}|有人[^,，。]{0,8}(?:打架|打起来|斗殴|捅人|砍人|抢劫)|{beaten}(?:[^电手微的]|$)`)
	unreached = form(`(?:^|\D)(?:110|119|120|122)(?:\D[^,，。]{0,5})?{unreached}`)
	notUrgent = form(`{not_now}|{filed}|{complain}|申请|公开|记录`)
	usually   = form(`{usually}|一直[没不有在被]`)
	rightNow  = form(`{right_now}`)
	noPeril   = form(`{no_peril}|(?:压力[^。]{0,6}|(?:压|累|忙|多|贷|紧|苦|学|逼|吵)[^,，。]{0,4}得[^,，。]{0,4})喘不[过上]气|(?:烟|味|秸秆|灰|臭|呛)[^。]{0,8}喘不[过上]气|` +
		`打了?[^,，。打伤]{0,4}(?:欠条|白条|借条|收条|差评|好评|[低高零满]分|[0-9]分|折扣?|水漂|骚扰电话|马虎眼|官腔)|砍了?价`) // 我被打了差评 is no beating
	longUrgent = 30 // in characters; who is in danger writes little

	// misfortunes are dangers in words that tell as often of what happened once, or may
	// happen, or is to be paid for: calmly is a text that speaks of them so.
	misfortunes = form(`{harm}|被抢劫(?:{plea}|{softly}|[,，。!！\s]|$)|(?:罐|车|楼|房|屋|家里?|店|仓库|树|山|楼道|厨房|电线|充电桩)[^,，。]{0,2}着火(?:[了啦,，。!！\s]|$)|{dear}的?[头手腿脚]?(?:卡|夹)在[^,，。这那一关标检]{1,6}(?:了|里|出不来)|` +
		`{dear}(?:走失|失踪)(?:[一两二三四五六七八九几\d]天|[,，\s]*{plea}[。!！\s]*$)|{dear}(?:刚刚?|刚才|突然|今天|已经|人|他|她|放学|在[^,，。的证卡上册单]{1,8})*(?:走丢|丢|不见|走失|失踪|找不到|找不见|找不着|被拐|被抱走|被抢走)了(?:{plea}|{softly}|[,，。!！?？\s]|$)|` +
		`电梯(?:里|门)?(?:困|关|卡)(?:住|着|了)*(?:{me}|{dear}|{stranger}|[两三几\d]*个?人)(?:{plea}|{softly}|[在里,，。!！\s]|$)|(?:{me}|{dear}|人)(?:被|都|还|给)*(?:困|关|卡)(?:住|了|在)*电梯|` +
		`(?:{me}|{dear}|{stranger})(?:现在|还|正|都)*被(?:人|他|他们)?(?:关|锁|绑|囚禁|软禁|拘禁)(?:了?起来了?|了?在(?:屋|家|房|车|地下室|宾馆|里)[^,，。]{0,3}|了(?:[,，。!！\s]|$))|` +
		`(?:楼|楼房|房子|房|屋子|屋顶|墙|桥|天花板|脚手架|塔吊|隧道|山)(?:快|就|马上|眼看|正在?|突然|要|在)+(?:倒|塌|垮)(?:塌|了|下来)*(?:{plea}|{softly}|[,，。!！\s]|$)|(?:塌|倒|垮)(?:了|下来|方)*[,，\s]*(?:压|埋|砸|困)(?:着|住|了|在)*[^,，。]{0,3}人|有人被(?:埋|压|砸)|` +
		`(?:摔|倒|跌|晕|昏|撞)[^,，。车坏]{0,6}[,，\s]*(?:起不来|爬不起来|站不起来|不动了|动不了|不能动|叫不醒|没反应|没气|没呼吸|流了?(?:好多|很多|一地)血|一直流血|血止不住)|` +
		`(?:{me}|{dear}|{stranger})[^,，。家]{0,4}(?:没呼吸了|没气了|叫不醒|昏过去|晕过去|昏迷|口吐白沫|抽搐|休克|心脏病犯了|犯心脏病|大出血|羊水破了|吐血|中毒了)|` +
		`(?:喝|吃|吞|误食|误服|误喝)(?:了|下|的|[半一几大两][瓶把口点些])*(?:农药|老鼠药|耗子药|百草枯|敌敌畏|洁厕灵|消毒水|安眠药|毒蘑菇|野蘑菇)|` +
		`(?:{me}|{dear}|{stranger})(?:刚刚?|刚才)*被[^,，。]{0,4}(?:车|摩托)[^,，。]{0,2}(?:撞|轧|压|碾)(?:了|倒|飞|伤|到)+(?:{plea}|{softly}|[,，。!！\s]|$)`)
	// befallen are such dangers where a text tells of nothing else.
	befallen = form(`^(?:{manner}|{me}|{dear}|{stranger}|家|刚刚?|刚才|[,，\s])*(?:被|让|给)(?:[^,，。]{0,4}(?:狗|蛇|蜂|猫|虫|猪|牛))?(?:咬|蛰|蜇)(?:伤|到|着|破)?(?:了|一口|在?腿|手|脸|流血|出血|(?:要不要|要|用不用|用)(?:打针|打疫苗)吗?|{plea}|{softly}|[,，。!！\s])*$|` +
		`^(?:{manner}|{me}|刚刚?|刚才|现在|这边?|这里|好像|是不是|好大|[,，\s])*(?:(?:地震|发大水|发洪水|山洪来|洪水来|泥石流来|房子塌|楼塌|塌方|着火|起火|失火)(?:了|{plea}|{softly}|[吗,，。!！?？\s])+)$|` +
		`^(?:{manner}|{me}|刚刚?|刚才|前面|路口|路上|高速上?|桥上|这里|这边|在[^,，。]{1,10}|[,，\s])*(?:撞车|追尾|翻车|车翻|出事故|出交通事故|被车撞)(?:了|{plea}|{softly}|[,，。!！\s])+$|` +
		`^(?:{me}|{dear}|{stranger})(?:刚刚?|刚才|现在|突然|好像)*(?:喘不[上过]气来?|要生|快生|快不行|心梗|中风|脑梗|脑出血|被(?:人|他|他们)?打(?:伤|倒)?)了?(?:{plea}|{softly}|[,，。!！\s])*$|^(?:{manner}|{me}|{dear}|[,，\s])*(?:食物|集体|煤气)中毒了(?:{plea}|{softly}|[,，。!！\s])*$`)
	calmly = form(`{calmly}|预警|保护|销户|抢车位|抢名额|抢生意|[两三四五六七八九十几\d][次回起]`)

	// despairs is a text of who wants to die, or tells of one who does, and ofAnother one that
	// tells of somebody else. Nobody who says so is asked whether it is a complaint.
	despairs  = form(`{despair}|^(?:{manner}|{me}|真的?|好|就|只|都|一直|现在|实在|[想要,，\s])*(?:想死|去死|死了算了|一了百了|不活|活不下去|活着没劲|活着太累|活着好累|自杀|自残|割腕|上吊)(?:了|算了|{softly}|[,，。!！\s])*$`)
	ofAnother = form(`有人|有个|[他她]|{dear}|{stranger}`)

	// cheated is a text of who has lost money to a fraud, and baited one that asks whether
	// something is one. Who was cheated by a shop or a builder complains.
	cheated = form(`^(?:{manner}|{me}|{dear}|家|爸|妈|老公|老婆|卡里的?|手机上|在?网上|刷单|兼职|炒股|投资|刚刚?|刚才|今天|好像|可能是?|是不是|[钱存款,，\s])*(?:(?:被|让|遭|遭遇|遇到|遇上|碰到|碰上)了?(?:人|骗子|别人|网上|电信|网络|刷单|电话|冒充[^,，。]{1,6})*(?:诈骗|骗钱|骗|骗子)|上当受骗|上当)(?:{cheated_of}|\d|{plea}|{softly}|[,，。!！?？\s])*$|(?:转|打|汇)(?:了|账|款|过)*给了?骗子|给骗子(?:转|打|汇)|被盗刷了|钱(?:都|全)?被(?:人)?转走了`)
	baited  = form(`{bait}[^。]{0,16}(?:是|像)(?:骗子|诈骗|骗人|骗钱)(?:的|{softly}|[吗,，。!！?？\s])*[吗?？]+$|(?:{bait_call}[^。]{0,16}|{bait}[^。]{0,16}(?:是不是|会不会|算不算)[^,，。]{0,2})(?:骗子|诈骗|骗人|骗钱)(?:的|{softly}|[吗,，。!！?？\s])*$|(?:公安局?|警察|法院|检察院)[^。]{0,8}(?:说我|我)(?:涉嫌|洗钱)|(?:自称|冒充|陌生人?|公检法|客服|骗子)[^。]{0,14}(?:转账|转钱|汇款|打钱|打款|验证码|点链接|刷脸|共享屏幕)`)
)

// lured is a text of somebody who is told to pay by one who says that he is of an office, or
// for a prize, a benefit or a loan, luredCoolly one that asks what is done against that.
var (
	lured       = form(`{pretends}[^。?？]{0,16}?{pays_now}[^,，。]{0,8}?(?:{pays}|[交付转打][^,，。]{0,2}[\d一二三四五六七八九十几两百千万]+(?:块|元|万|千|百))|有人冒充[^。]{0,8}(?:电话|短信|微信)|{lure}[^。?？]{0,10}?{pays_now}[^,，。]{0,6}?{pays}|(?:中奖|中了奖|中大奖|一等奖|说我[^,，。?？]{0,6})[^。?？]{0,8}要[^,，。]{0,4}{pays}|(?:电话|短信|微信|有人|陌生人|网上)[^。?？]{0,8}{lure}[^。?？]{0,8}{pays}|(?:交|给|花)(?:钱|[\d一二三四五六七八九十几两百千万]+(?:块钱?|元|千|百|万)?)(?:就)?(?:能|可以|包)(?:办|弄)(?:下来)?(?:低保|残疾证|编制|公租房|廉租房|社保|入学|户口)|(?:电话|短信|微信)[^。?？]{0,14}?(?:让|叫|要)我[^,，。]{0,4}?{pays_far}|(?:有人|网上|微信上?)说?[^,，。?？]{0,6}办[^,，。?？]{0,10}?(?:要|先|得)+(?:交|给|付)|{pretends}[^。?？]{0,16}?(?:收钱|要钱|借钱|骗钱)|扫码[^,，。]{0,4}(?:领|退)[^。]{0,8}(?:银行卡|密码|验证码)`)
	luredCoolly = form(`{told_of_fraud}|{complain}`)
)

// inDanger says whether somebody needs the police, the fire brigade or a doctor now.
func inDanger(text string) bool {
	if utf8.RuneCountInString(text) > longUrgent {
		return false
	}
	told := text
	if noPeril.MatchString(text) {
		told = noPeril.ReplaceAllString(text, "")
	}
	switch { // what few texts have is looked for first
	case desperate(told), molested(told):
		return true
	case beaten(told) && !coolly.MatchString(told):
		return !notUrgent.MatchString(text) // who is beaten each day is
	case perils.MatchString(told), unreached.MatchString(told),
		(misfortunes.MatchString(told) || befallen.MatchString(told)) && !calmly.MatchString(told),
		harmed(told) && !coolly.MatchString(told):
		return !notUrgent.MatchString(text) && (!usually.MatchString(text) || rightNow.MatchString(text))
	}
	return false
}

// defrauded says whether somebody is being cheated of money, or was just now.
func defrauded(text string) bool {
	if utf8.RuneCountInString(text) > longUrgent || strings.Contains(text, "你们") {
		return false
	}
	return (cheated.MatchString(text) || baited.MatchString(text)) && !notUrgent.MatchString(text) && !calmly.MatchString(text) ||
		lured.MatchString(text) && !notUrgent.MatchString(text) && !luredCoolly.MatchString(text)
}

// endangered answers who is in danger before anything that was begun takes what she says:
// 救命 is nobody's name. What was begun is kept.
func (v *visit) endangered(u unfinished, m meaning) (answer, bool) {
	plain := writing.Simple(m.text)
	number := strings.Trim(plain, "0123456789") == "" // which may be meant for a step
	offers := v.talk.offers
	var a answer
	switch {
	case u.busy && (u.draft.Step == application.StepName && application.SurelyPerson(plain) || u.draft.Step == application.StepWhere && application.IsAddress(plain)):
		return answer{}, false // 李救命, 救命巷3号
	case inDanger(plain), defrauded(plain), !number && callsThem.MatchString(plain):
		if b, kept := v.alsoWritten(u, m.text, plain); kept {
			return b, true
		}
		a = v.urgent(m.text)
	case v.stillInDanger(u, m, plain):
		a = v.stillUrgent()
	default:
		v.safe = plain
		return answer{}, false
	}
	v.why.wanted(wantUrgent)
	if v.talk.offers != offers {
		v.aside(u)
	}
	return v.waits(u, a, m), true
}

// alsoWritten says whom to call and takes the words into the letter that is being written: who
// complains of a crane that is about to fall does both. Despair goes into no letter.
func (v *visit) alsoWritten(u unfinished, text, plain string) (answer, bool) {
	if !u.byLetter() || !v.fresh(u.letter) || desperate(plain) || lexicon.Tells(plain) < lexicon.LeastWish {
		return answer{}, false
	}
	v.why.wanted(wantUrgent)
	first := v.bot.say("urgent", false)
	if defrauded(plain) {
		first = v.bot.say("fraud", false)
	}
	d, words := u.letter, strings.TrimSpace(v.raw)
	if d.Text == "" {
		d.Text = words
		return first.before(v.saveLetter(d)), true
	}
	return first.before(v.longer(d, words)), true
}

// urgent says whom to call, and offers to write where it was not meant so.
//
// 12356 is the one number of psychological help in all of the country (国家卫生健康委 of
// 25 December 2024: everywhere from 1 May 2025), 96110 that of the police against fraud
// (公安部刑侦局, 2019); who has paid calls 110.
func (v *visit) urgent(text string) answer {
	plain := writing.Simple(text)
	switch despair := desperate(plain); {
	case despair && !ofAnother.MatchString(plain):
		return v.bot.say("despair", nil)
	case despair || v.bot.Cases == nil:
		return v.bot.say("urgent", false)
	}
	v.talk.offer(v.bot.Now(), string(cases.Complaint)+":"+text)
	if defrauded(plain) {
		return v.bot.say("fraud", true)
	}
	return v.bot.say("urgent", true)
}

// dangerLasts is how long what is said next is understood of a danger.
const dangerLasts = 15 * time.Minute

// What is said of a danger next: where it is, what somebody does, that help is wanted,
// and what was lost to a fraud.
var (
	saysWhere = form(`^(?:{manner}|{me}|{dear}|人|就|现在|都|还|地址|位置|是|家|[,，:：\s])*[在住][^?？]{1,20}$`)
	namesSpot = form(`^[^,，。?？]{2,20}(?:路|街|巷|小区|号楼?|楼|单元|室|大厦|商场|百货|村|组|队|广场|公园|桥|医院|学校|超市|门口|附近|旁边|对面|河边|工地|里面|楼下|楼上|楼顶)$`)
	saysWho   = form(`^(?:{manner}|[,，\s])*(?:他|她|他们|那个?人|对方|人|{dear}|{stranger})(?:又|还|已经|正|就|要|让|叫|骗|是|拿|追|打|来|不|快|躺|没|昏|晕|流|都|在|说|把|抓|砸|进|喝|吃|浑身|脸|三|两|[一四五六七八九十\d]).{0,20}$`)
	saysOfMe  = form(`^{me}(?:现在|已经|刚才?|还|都|一个人|带|躲|藏|不|害?怕|好|受伤|流血|动不了|出不去|转|汇|打了|没|真|心里|太|很|家).{0,20}$`)
	pleads    = form(`^(?:那|现在|{manner}|{me}|该|[,，\s])*(?:{plea}|派人|救我|你们快|帮我报警|打不通|没人接|打不了|不敢|没信号|手机快?没电|谁(?:都|也)?(?:不|没)|没(?:有)?人(?:管|理|要|爱|在乎|懂|听)|(?:已经)?(?:转|汇|打)(?:了|给|过去)|卡号|密码|验证码|钱(?:还)?能)[^。]{0,12}$`)
	allWell   = form(`扑灭|灭了|误报|消防来|警察来|已经(?:打|报)|报了警|报警了|没事|没危险|解决了|抓到|找到了|救出来|出来了|谢谢|不用了|开玩笑|测试|试试`)
)

// stillInDanger says whether a text goes on telling of the danger that she told of just now.
func (v *visit) stillInDanger(u unfinished, m meaning, plain string) bool {
	if !v.dangerTold() || m.intent != wantSearch || utf8.RuneCountInString(plain) > longUrgent || lexicon.Choice(plain) != 0 {
		return false
	}
	if u.writing || allWell.MatchString(plain) || lexicon.Papers.MatchString(plain) || seeks.MatchString(plain) || u.busy && strings.Contains(plain, "电话") || u.busy && u.draft.Step == application.StepWhere {
		return false
	}
	if pleads.MatchString(plain) {
		return true
	}
	return !lexicon.Question.MatchString(plain) && (saysWhere.MatchString(plain) && placeWord.MatchString(plain) || looksLike.MatchString(plain) || saysWho.MatchString(plain) || saysOfMe.MatchString(plain) || !u.busy && namesSpot.MatchString(plain))
}

// dangerTold says whether the last that she was told is whom to call, and not long ago.
func (v *visit) dangerTold() bool {
	return isUrgent[v.talk.said] && v.bot.Now().Sub(v.since) <= dangerLasts
}

// placeWord is a word of a place: 在编人数 has none.
var placeWord = form(`[路街巷区楼村号家里上下旁边园院场店桥河站口镇乡县市室]|附近|那儿|这儿|对面|百货|医院|学校|厕所|车`)

// looksLike tells how somebody who is missing looks: 穿红衣服，六岁.
var looksLike = form(`^[^?？]{0,10}(?:穿[^,，。]{0,4}(?:衣|裤|鞋|裙|袄)|[一二三四五六七八九十两\d]岁|身高|短发|长发|男孩|女孩)[^?？]{0,8}$`)

// seeks is a word of who looks for something, or applies.
var seeks = form(`申请|[查找看问]|目录|公开`)

// isUrgent are the answers to who is in danger.
var isUrgent = map[string]bool{"urgent": true, "despair": true, "fraud": true}

// stillUrgent says once more whom to call, in the words of the danger that was told of. What
// it offered to write is still offered.
func (v *visit) stillUrgent() answer {
	if len(v.talk.options) > 0 {
		v.talk.offer(v.bot.Now(), v.talk.options...)
	}
	return v.say(v.talk.said, len(v.talk.options) > 0)
}
