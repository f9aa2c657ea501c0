package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who complains of an organ's own head or staff does not want that organ to have the
// complaint first: it goes to the desk, which hands it on.

var (
	// ownPeople is what stands behind an organ's name where its own people are spoken of, or what
	// only they can have done; greeted is how the same words greet or ask them.
	ownPeople = form(`^[^,，。!！?？\s]{0,8}?(?:{staff_word}|{leader}|所长|处长|科长|股长|站长|队长|负责人|经办|窗口|执法|队员|值班|接电话|[那这]个?[男女]的)|^的人|` +
		`^[^。!！?？]{0,20}?(?:吃拿卡要|收(?:了|过|人|我们?)?(?:的)?(?:红包|礼|好处|钱)|受贿|索贿|贪污|挪用|打骂|骂人|打人|态度|推诿|扯皮|踢皮球|刁难|以权谋私|徇私|包庇|腐败|滥用职权|不作为)`)
	greeted = form(`^[^,，。!！?？\s]{0,4}?(?:{leader}|{staff_word}|同志)们?(?:您好|你们?好|好|[:：]|能不能|可以|重视|关注|管管|看看|出面|帮)`)

	// besideIt is what stands behind the name where it only says where something is.
	besideIt = form(`^的?(?:家属[院楼]|宿舍|门口|门前|旁边?|附近|对面|隔壁|楼[上下]|院[里内]|后[面门]|前面|[东西南北](?:[门侧边]|面))`)

	// begsOrgan is what stands before the name of an organ that is asked for help.
	begsOrgan = form(`(?:尊敬的|请|希望|建议|要求|盼|让|由|叫)(?:你们|咱们|我们|区里?的?)?$`)
)

// corrupt is a text that tells of corruption, which the discipline inspection looks into.
var corrupt = form(`{corrupt}`)

// recipient is the organ to which a letter goes, and the one that has it not, because the
// letter complains of its own people.
func (v *visit) recipient(kind cases.Kind, text string) (organ, accused string) {
	organ = v.addressee(text)
	if kind != cases.Complaint || organ == v.desk() {
		return organ, ""
	}
	plain := writing.Simple(text)
	if name, _ := v.alias(plain); name != "" && accuses(plain, name) {
		return v.desk(), organ
	}
	return organ, ""
}

// accuses says whether a text complains of the people of an organ anywhere that it has its name.
func accuses(text, name string) bool {
	for from := 0; ; from += len(name) {
		at := strings.Index(text[from:], name)
		if at < 0 {
			return false
		}
		from += at
		before, behind := text[:from], text[from+len(name):]
		if ownPeople.MatchString(behind) && !greeted.MatchString(behind) && !besideIt.MatchString(behind) && !begsOrgan.MatchString(before) {
			return true
		}
	}
}
