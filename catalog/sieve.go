package catalog

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A sieve is one rule of screening: what it looks for, and a second look that
// keeps lawful text from being caught. A number that looks like many others is
// looked for behind the word that names it, or below it in a table.
type sieve struct {
	rule   Rule
	text   string
	words  []string       // one of which such a text has; nil: any text may
	find   *regexp.Regexp // group 1 is what is caught
	really func(string) bool
	near   func(before, after string) bool // the words around it
	head   *regexp.Regexp                  // of a column of such, nil: none
	cell   *regexp.Regexp                  // in that column
	mask   func(string) string
}

// gap is what is written between the digits of a number to make it easier to read,
// or harder to find.
const gap = `[ \x{00a0}\x{3000}\x{200b}-\x{200d}\x{feff}\x{00ad}\-—–·]{0,2}`

// alone puts boundaries around an expression: what stands inside a longer word or
// number is part of that.
func alone(expression string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^0-9A-Za-z])(` + expression + `)(?:[^0-9A-Za-z]|$)`)
}

// behind looks for an expression behind the word that names it.
func behind(word, expression string) *regexp.Regexp {
	return regexp.MustCompile(`(?:` + word + `)[\s:：为是,]{0,6}(` + expression + `)(?:[^0-9A-Za-z]|$)`)
}

var (
	eighteen = `[1-9](?:` + gap + `\d){16}` + gap + `[\dXxＸ]`
	fifteen  = `[1-9](?:` + gap + `\d){14}`
	account  = `\d(?:` + gap + `\d){9,24}`
	passport = `[A-Za-z]{1,2}\d{7,8}|\d{9}`
	travels  = `[A-Za-z]?\d{8,10}`
	plate    = `[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][·•. -]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9学警挂]`
	weixin   = `[A-Za-z][-_A-Za-z0-9]{5,19}`
)

var sieves = []sieve{
	{rule: RuleIDNumber, text: "公民身份号码（校验码正确）", find: alone(eighteen), really: properID, near: ofNoFirm, mask: maskMiddle(6, 4)},
	{rule: RulePhone, text: "手机号码", find: alone(`(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|1 [3-9](?: \d){9}`), near: noMeasure, mask: maskMiddle(3, 4)},
	{rule: RuleBankCard, text: "银行卡号（校验位正确）", find: alone(`(?:62|4\d|5[1-5]|3[57])\d{2}[- ]?(?:\d{4}[- ]?){2,3}\d{1,4}`), really: properCard, mask: maskMiddle(4, 4)},
	{rule: RuleIDNumber, text: "公民身份号码（15位）", words: []string{"身份", "证件号"}, find: regexp.MustCompile(`(?:身份证|身份号|证件号)[^\d\n]{0,10}?(?:[（(]?15位[）)]?[:：\s]*)?(` + fifteen + `)(?:[^0-9A-Za-z]|$)`), really: oldID, near: ofNoFirm,
		head: regexp.MustCompile(`身份证|身份号|证件号`), cell: whole(fifteen), mask: maskMiddle(6, 3)},
	{rule: RulePassport, text: "护照或者通行证号码", words: []string{"护照"}, find: behind(`护照(?:号码?|编号|证号)?`, passport), head: regexp.MustCompile(`护照`), cell: whole(passport), mask: maskMiddle(2, 2)},
	{rule: RulePassport, text: "护照或者通行证号码", words: []string{"通行证", "台胞证", "回乡证"}, find: behind(`(?:港澳|台湾|内地|大陆)[^\s，。；,;\d]{0,6}通行证(?:号码?|编号)?|(?:台胞证|回乡证)(?:号码?|编号)?`, travels), head: regexp.MustCompile(`台胞证|回乡证`), cell: whole(travels), mask: maskMiddle(2, 2)},
	{rule: RulePlate, text: "机动车号牌", words: []string{"车", "牌", "驾"}, find: regexp.MustCompile(`(` + plate + `)(?:[^0-9A-Za-z]|$)`), really: properPlate, near: aboutCar, head: regexp.MustCompile(`车牌|号牌|车号`), cell: whole(plate), mask: maskMiddle(2, 0)},
	{rule: RuleWeChat, text: "微信号", words: []string{"微信", "chat", "Chat", "CHAT", "xin", "Xin", "XIN"}, find: regexp.MustCompile(`(?:微信|(?i:wechat|weixin))(?:(?:号码?|账号|帐号|ID|id)[\s:：为是]{0,4}|\s*[:：]\s*)(` + weixin + `)(?:[^-_0-9A-Za-z]|$)`), near: ofNoOffice, head: regexp.MustCompile(`^微信号?$`), cell: whole(weixin), mask: maskMiddle(1, 1)},
	{rule: RuleWeChat, text: "微信昵称", words: []string{"微信"}, find: regexp.MustCompile(`微信昵称\s*[:：]\s*([^\s，。；,;*]{1,20})`), near: ofNoOffice, mask: maskMiddle(0, 0)},
	{rule: RuleAccount, text: "银行账号", words: []string{"账", "帐", "卡"}, find: regexp.MustCompile(`(?:[账帐]号|[账帐]户号|[账帐]户[:：]|银行[账帐]户|卡号|一卡通号?)码?(?:[（(][^）)\d\n]{0,8}[）)])?[\s:：为是,]{0,6}(` + account + `)(?:[^0-9A-Za-z]|$)`), near: ofNoOrgan,
		head: regexp.MustCompile(`[账帐]号|[账帐]户号|银行[账帐]户$|卡号|一卡通号`), cell: whole(account), mask: maskMiddle(4, 4)},
	{rule: RuleAddress, text: "自然人住址", words: []string{"住", "户籍"}, find: regexp.MustCompile(`(?:家住|现住|住址|户籍地|户籍地址|家庭住址|住所地)[:：为]?\s*([^\s，。；,;\d]{2,40}(?:\d+[^\s，。；,;\d]{0,6}[号室组栋户楼元])+)`), mask: maskMiddle(3, 0)},
	{rule: RuleMedical, text: "自然人健康状况", words: []string{"患", "诊", "号"}, find: regexp.MustCompile(`((?:患有|患者|确诊为|诊断为|病历号|住院号)[:：]?\s*(?:[^\s，。；,;]{0,6}?(?:癌|瘤|精神分裂|抑郁症|艾滋病|肝炎|肺结核|白血病|尿毒症|残疾)|[A-Za-z]*\d{4,}))`), mask: maskMiddle(2, 0)},
	{rule: RuleSecret, text: "密级标志", words: []string{"密", "内部", "此件"}, find: regexp.MustCompile(`((?:绝密|机密|秘密)\s*[★☆]\s*(?:\d+年|长期)?|(?m:^\s*(?:绝密|机密|秘密)\s*$)|内部(?:资料|文件)[，,、 ]*(?:注意(?:保存|保密)|(?:不得|严禁|请勿|禁止)外传)|此件不公开|此件依申请公开)`), mask: func(s string) string { return s }},
}

// whole is an expression that is all of a cell.
func whole(expression string) *regexp.Regexp {
	return regexp.MustCompile(`^\s*(` + expression + `)\s*$`)
}

// The words before and behind a number that tell whose it is.
var (
	firmsCode    = regexp.MustCompile(`(?:信用代码|机构代码|注册号|识别号|登记号|税号)[^\d\n]{0,8}$`)
	car          = regexp.MustCompile(`车|号牌|牌照|牌号|驾`)
	officeWeChat = regexp.MustCompile(`官方|政务|公众|企业|订阅|服务号|平台|关注|本[局办委厅院]|我[局办委厅院]|[局委办厅院]的?$`)
	holder       = regexp.MustCompile(`(?:户名|[账帐]户名称?|开户名称?|开户单位|单位名称|收款单位|收款人|收款方)[\s:：为是]{0,4}([^\s，。；,;：:]{2,40})`)
	organOrFirm  = regexp.MustCompile(`(?:公司|[局厅委办院所站处队厂社会店]|中心|政府|银行|学校|大学|小学|中学|幼儿园|部门|专户|国库)[）)]?$`)
	amount       = regexp.MustCompile(`^(?:\.\d|[,，]\d{3}|\s*[万亿]?元)`)
	measure      = regexp.MustCompile(`^(?:\.\d+)?\s*(?:[万亿]?元|平方米|立方米|千瓦时|吨)`)
	calls        = regexp.MustCompile(`(?:电话|手机|号码|联系|致电|拨打|[Tt]el)[^\d\n，。；,;]{0,8}$`)
	publicMoney  = regexp.MustCompile(`财政专户|国库|对公|保证金|基本户|基本存款|非税|缴款|捐款|捐赠|党费`)
)

// ofNoFirm keeps the codes of firms and organs apart from those of people.
func ofNoFirm(before, _ string) bool { return !firmsCode.MatchString(before) }

// noMeasure keeps amounts and areas of eleven digits apart from telephone numbers, unless
// the words before say that it is one.
func noMeasure(before, after string) bool {
	return !measure.MatchString(after) || calls.MatchString(last(before, 16))
}

// aboutCar says that the words around are about a vehicle: what looks like a plate
// may be a map's or a licence's number.
func aboutCar(before, after string) bool {
	return car.MatchString(last(before, 12)) || car.MatchString(first(after, 10))
}

// mayHold says whether a text has one of the sieve's words.
func (s *sieve) mayHold(text string) bool {
	return s.words == nil || slices.ContainsFunc(s.words, func(w string) bool { return strings.Contains(text, w) })
}

func ofNoOffice(before, after string) bool {
	return !officeWeChat.MatchString(last(before, 10)) && !strings.Contains(first(after, 8), "公众号")
}

// ofNoOrgan says that an account is not said to be an organ's or a firm's, which make
// theirs known to be paid.
func ofNoOrgan(before, after string) bool {
	before, after = last(before, 120), first(after, 60)
	if publicMoney.MatchString(last(before, 40)) || amount.MatchString(after) {
		return false
	}
	if all := holder.FindAllStringSubmatch(before, -1); len(all) > 0 {
		return !organOrFirm.MatchString(all[len(all)-1][1])
	}
	m := holder.FindStringSubmatch(after)
	return m == nil || !organOrFirm.MatchString(m[1])
}

func last(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

func first(s string, n int) string {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at]
}
