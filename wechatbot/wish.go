package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What somebody applies for stands behind the words of applying (申请公开我们村的账),
// or before them (变电站选址的材料，我要申请), or on both sides, where what is
// behind points back (建了个养猪场，申请公开它的环评批复).
var (
	applying = form(`所需信息|需要公开的信息|申请人(?:要求|请求){give}|依?法?申请(?:政府)?(?:信息)?公开(?:程序)?|(?:政府)?信息公开申请表?|公开申请表?|申请表|` +
		`申请(?:政府|那个)?信息公开|申请公开(?:政府)?信息|申请{get}*|(?:请求|要求)(?:你们|贵?单位|依法|书面)*{disclose}|` +
		`(?:请|给我们?|向我们?)(?:你们?|贵)?(?:单位|局)?(?:依法|向我们?|给我们?)*{give}`)

	// Words around what is applied for: in front of it, behind it, and between it and
	// the words of applying that follow.
	wishLead = form(`^(?:{greeting}|{me}?{want}|{to}?{your}{give}?|{before}|{by_when}(?:之?内|之?前)*(?:就|要|必须|得)*(?:给|发)我们?)+`)
	wishEnd  = form(`(?:{how}{may}*{fill}*(?:申请)?|{me}?(?:想|需)?要一份(?:复印件|原件)?|给我们?公开(?:出来)?|公开(?:给我们?|出来)|{please})+$`)
	wishJoin = form(`给?(?:{me}|{us}|{formally}){handing}*$`)

	amountEnd  = form(`[金名数总余限份定差税]额$`)  // no 额 for 我
	closedFile = form(`^(.*{paper})公开$`) // 修路的合同公开

	// A clause that says who writes, for whom and how, and not what about.
	wishWho = form(`^(?:{me}|这边)?{am}.{0,14}{role}(?:提交|递交|提出)?$|^{by}|{purpose}$|{entrance}|^{aside}|^{me}?(?:不知道|不{complain}了?|算了|没办法)$|` +
		`^{kindly}?(?:予以)?{process}*$|^(?:请|给|供)?(?:提供)?个?(?:入口|链接)|` +
		`^(?:请|就|直接|麻烦|结果)*(?:发|传|送|寄)(?:给|到|至|过来|我|一份|一下|的)*$|^(?:要|想要)?[两二三四几][样件个份种](?:东西|信息|材料|文件)?$|^(?:现|特|兹|{me})*[现特兹](?:向{your})?{by}|^(?:{me}|我[所司会]|本[所律])*(?:律师)?(?:受|接受)[^,，]{0,16}委托$|^{me}?不(?:太|想|愿意?|能)*(?:同意|让|给)(?:你们?|您们?)[^,，]{0,8}(?:信息|资料|身份证|隐私|数据)(?:但是?|可是?|不过)?$|^(?:我|最好|必须|就|得|要)*{by_when}(?:之?前|之?内|就)*(?:要|得|必须|急)*(?:用|发稿|交稿|截稿|开庭|给我)?$`)

	// toDisclose is a text that asks to have something made public: 把低保户名单公开给我.
	toDisclose = form(`把(.{4,}?)(?:给{me})?公开(?:给{me}|出来|一下|{please})*$`)

	// pointing is a text that says of what it speaks only by pointing at it.
	pointing = form(`^(?:它|他|她|该|其|此|这|那|上述|以上|上面)`)

	// wanting is a text that asks for something without a word of applying.
	wanting = form(`^(?:我|俺|咱|本人)?(?:要|想要|想看|要看|想查|要求看|想拿)(?:一份|看|查|调|拿)?([^求].{3,})$`)
)

// ownWords is how many characters must tell what is applied for: what has fewer is
// understood with what was said before.
const ownWords = 7

// demands is a text that demands to have something made public, and what: 家长要求公开营养餐
// 采购价格. Not that somebody begs pardon in public.
var (
	demands  = form(`(?:^|[,，。\s])(?:{me}|我?作为.{1,8}?|家长|居民|业主|市民|村民|老百姓|群众|大家|强烈|特)*(?:请|要求|请求|恳请|希望|呼吁|建议)(?:区|镇|乡)?(?:政府|你们|贵?单位|{your}|依法|书面|尽快|向社会|及时)*(?:公开|公布|公示)(?:一下)?(.{2,})$`)
	inPublic = form(`^(?:透明|道歉|处理|检讨|审理|选拔|招|竞|征求|曝光|的)`)
)

// demanded is what a text demands to have made public, "" if nothing.
func demanded(typed, plain string) string {
	if !strings.Contains(plain, "公") || !strings.ContainsAny(plain, "请求望吁建") || strings.Contains(plain, "申请") || lexicon.Question.MatchString(plain) || complaining.MatchString(plain) {
		return ""
	}
	found := demands.FindStringSubmatch(plain)
	if found == nil || inPublic.MatchString(found[1]) {
		return ""
	}
	what := pieces(asTyped(typed, found[1]))
	if lexicon.Tells(found[1]) < lexicon.LeastWish { // the account of what was told before
		what = append(pieces(strings.TrimSuffix(plain, found[0])), what...)
	}
	if lexicon.Tells(strings.Join(what, "")) < lexicon.LeastWish {
		return ""
	}
	return strings.Join(what, "，")
}

// wished is what a text applies for, in its own characters, "" where it does not say.
func wished(text string) string {
	if application.MayTell(text) { // whose and where to is told elsewhere
		if got := application.Read(text); got.Personal() {
			text = got.Rest
		}
	}
	plain := writing.Simple(text)
	var before, behind []string
	if at := applying.FindStringIndex(plain); at != nil {
		before, behind = pieces(wishJoin.ReplaceAllString(plain[:at[0]], "")), pieces(plain[at[1]:])
	} else if found := toDisclose.FindStringSubmatch(plain); found != nil {
		behind = pieces(found[1])
	} else if found := wanting.FindStringSubmatch(plain); found != nil {
		behind = pieces(found[1])
	} else if lexicon.Papers.MatchString(plain) && !lexicon.Question.MatchString(plain) {
		if said := pieces(plain); lexicon.Tells(strings.Join(said, "")) >= ownWords { // 我想要个东西，就是小区加装电梯的公示材料
			behind = said
		}
	}
	said := strings.Join(behind, "")
	if lexicon.Tells(said) >= lexicon.LeastWish && !pointing.MatchString(said) && (lexicon.Tells(said) >= ownWords || lexicon.Tells(strings.Join(before, "")) < lexicon.LeastWish) {
		before = nil
	}
	all := append(before, behind...)
	if lexicon.Tells(strings.Join(all, "")) < lexicon.LeastWish {
		return ""
	}
	for i, p := range all {
		all[i] = typedPart(text, plain, p)
	}
	return strings.Join(all, "，")
}

// ofWriter says whether a clause is of who applies and how she is handed it, and not of
// what she wants.
func ofWriter(clause string) bool {
	if wishWho.MatchString(clause) || application.SurelyPerson(clause) || application.OnlyLabels(clause) {
		return true
	}
	return application.WayIn(clause) > 0 && utf8.RuneCountInString(clause) <= application.LongestWay
}

// pieces are the clauses of a text that say something, without the words around them.
func pieces(text string) (out []string) {
	for _, c := range writing.Clauses(text) {
		if ofWriter(c) {
			continue
		}
		c = closedFile.ReplaceAllString(c, "$1")
		if c = wishEnd.ReplaceAllString(c, ""); !amountEnd.MatchString(c) {
			c = wishJoin.ReplaceAllString(c, "")
		}
		c = wishLead.ReplaceAllString(c, "")
		if lexicon.Tells(c) >= 2 {
			out = append(out, c)
		}
	}
	return out
}

// typedPart is a part of a text as it was typed: simplified characters are one for
// one.
func typedPart(text, plain, part string) string {
	from := utf8.RuneCountInString(plain[:strings.Index(plain, part)])
	return string([]rune(text)[from : from+utf8.RuneCountInString(part)])
}

// disclosing are words of which one is in a text that speaks of disclosure. What else
// people apply for (低保, 执照, 路灯) has none of them and no word of a paper, though they
// may ask for its papers (材料).
var disclosing = form(`公开|信息|资讯|申请{read}|当事人|公文`)

// doubtful says whether it is only guessed that an application for information is
// meant: the text says more than that it applies, and little of information.
func (v *visit) doubtful(m meaning) bool {
	plain := writing.Simple(m.text)
	if v.bot.Desk == nil || m.sure == 0 || m.sure == 1 || disclosing.MatchString(plain) {
		return false
	}
	if application.MayIdentify(m.text) && application.Read(m.text).IDNumber != "" {
		return false // who shows her papers wants to have something done
	}
	return m.sure < sureMeant || !lexicon.Papers.MatchString(plain) && lexicon.Tells(applying.ReplaceAllString(plain, "")) > 1
}

// meant asks whether an application for information is meant, before anything of
// the citizen is asked.
func (v *visit) meant(m meaning) answer {
	ask := "人工"
	if v.bot.Cases != nil {
		ask = "hand:" + m.text
	}
	v.hear(disclosure.Draft{})
	v.wants(m.subject)
	v.talk.offer(v.bot.Now(), "apply:"+m.subject, ask)
	return v.say("apply_meant", map[string]any{"Wanted": brief(m.subject), "Write": v.bot.Cases != nil})
}

// longestBrief is how many characters of what is asked for are shown at each step.
const longestBrief = 40

// brief is the beginning of a text.
func brief(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longestBrief {
		return string(runes[:longestBrief]) + "…"
	}
	return text
}
