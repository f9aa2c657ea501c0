package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A letter needs no name, and who handles it reads every word of it. Where its writer says in it
// who she is, she is told so before it is handed in, and can take that out again.

// saysName is where a letter says the name of its writer, and nameBeforePhone where that stands
// before a telephone and nothing else.
var (
	saysName        = form(`(?:^|[,，。.;；!！、\s])((?:我|本人)的?(?:姓名|名字|全名|真名|名)?(?:叫做?|就?是|为|[:：])+|本人|(?:姓名|署名|投诉人|举报人|反映人|联系人|落款)(?:叫|是|为|[:：])*)\s*(\p{Han}{2,4})(?:$|[,，。.;；!！、\s0-9])`)
	nameBeforePhone = form(`(?:^|[,，。.;；!！、\s])()(\p{Han}{2,3})[,，、:：\s]*(?:电话|手机|联系方式|[:：,，\s])*(?:1[3-9]\d)`)
	onlyIs          = form(`^(?:我|本人)(?:就?是|为|[:：])*$`)
	placeOrTrade    = form(`^[于向从和与因在就同]|[村镇乡县区市省庄人户店员工]$|(?:小学|中学|高中|大学|学)生$`) // 我是张家村, 我是安徽人
)

// nameIn is the name of its writer that a letter says, and what it says of it: 我叫王大锤.
func nameIn(text string) (name, said string) {
	plain := writing.Simple(text)
	for _, at := range saysName.FindAllStringSubmatchIndex(plain, -1) {
		lead, who := plain[at[2]:at[3]], plain[at[4]:at[5]]
		only := onlyIs.MatchString(lead)
		if application.SurelyPerson(who) && !(only && placeOrTrade.MatchString(who)) || !only && application.IsPerson(who) {
			return who, typedPart(text, plain, plain[at[2]:at[5]])
		}
	}
	if at := nameBeforePhone.FindStringSubmatchIndex(plain); at != nil && application.SurelyPerson(plain[at[4]:at[5]]) {
		return plain[at[4]:at[5]], typedPart(text, plain, plain[at[4]:at[5]])
	}
	return "", ""
}

// What she calls her name and her telephone, and how she says that they are to be left out.
const (
	ownName  = `(?:姓名|名字|大名|真名|名儿)`
	ownPhone = `(?:电话号?码?|手机号?码?|联系方式|联系电话|号码)`
	outAgain = `(?:去掉|删掉|删了|删去|删除|删|拿掉|隐去|抹掉|抹去|去了)`
)

// takesOut is a text that wants her name or her telephone out of the letter.
var takesOut = form(`^(?:{manner}|{noted}|{me}|把|那|帮|给|能|能不能|可以|想|要|[,，\s])*(?:(?:` + outAgain + `|(?:不要|不用|不想|别|勿)(?:留|写|提|出现|带|附)?|不留|不写)(?:我们?的?|里面的?|上面的?|那个|掉|了)*((?:` + ownName + `|` + ownPhone + `|[和跟与、及])+)|` +
	`(?:我们?的?|里面的?|上面的?|那个)*((?:` + ownName + `|` + ownPhone + `|[和跟与、及])+)(?:给我|也|都|可以|能)*` + outAgain + `)(?:掉|{may_i}|{softly}|[了吗么。!！?？\s])*$`)

var aName, aPhone, dropped = form(ownName), form(ownPhone), form(outAgain)

// unsigned takes her name or her telephone out of the letter that is shown.
func (v *visit) unsigned(d cases.Draft, plain string) (answer, bool) {
	found := takesOut.FindStringSubmatch(plain)
	if found == nil {
		return answer{}, false
	}
	what, out := found[1]+found[2], d
	if aName.MatchString(what) {
		for _, said := nameIn(out.Text); said != ""; _, said = nameIn(out.Text) {
			out.Text = withoutWords(out.Text, said)
		}
	}
	if aPhone.MatchString(what) {
		out.Contact = ""
		for at := reachable.FindStringSubmatchIndex(out.Text); at != nil && d.Contact != ""; at = reachable.FindStringSubmatchIndex(out.Text) {
			out.Text = withoutWords(out.Text, phoneLabel.FindString(out.Text[:at[2]])+out.Text[at[2]:at[3]])
		}
	}
	if out.Text == d.Text && out.Contact == d.Contact && !dropped.MatchString(plain) {
		return answer{}, false // 不要留名字, who has left none
	}
	return v.saveLetter(out), true
}

// phoneLabel is what stands before a telephone and says that it is one.
var phoneLabel = form(`(?:我的?)?(?:联系)?(?:电话|手机|联系方式)?(?:号码?)?(?:是|为|[:：\s])*$`)

// withoutWords is a text without some of its words and the signs that stood between them and
// the rest.
func withoutWords(text, words string) string {
	before, behind, _ := strings.Cut(text, words)
	const between = ",，、;；:： "
	before, behind = strings.TrimRight(before, between), strings.TrimLeft(behind, between)
	switch {
	case before == "" || strings.HasSuffix(before, "\n"):
		return strings.Trim(before+strings.TrimLeft(behind, between+"。\n"), "\n ")
	case behind == "" || strings.ContainsAny(behind[:1], "\n") || strings.HasPrefix(behind, "。"):
		return strings.TrimRight(before+behind, "\n ")
	}
	return before + "，" + behind
}
