package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who was told that something is not public, or asked whether it can be applied for, asks
// how that is done before she says: 那就申请. What she wants to apply for was said then, and
// is not asked again.

// onlyApplies is a text that only says so.
var onlyApplies = form(`^(?:{manner}|{me}|那|那么|就|只好|还是|好吧|行|你们?|您|帮我|给我|替我|{want}|[,，\s])*申请(?:公开|信息|一?[个份条件]|这个|这条|这份|那个|它|吧|了|呗|一下|下|好了|[!。\s])*$`)

// keepsWanted are answers after which what was to be applied for is still meant.
var keepsWanted = map[string]bool{"law": true, "missing": true, "missing_one": true, "guide": true, "contact": true, "thanks": true, "hello": true, "none": true, "chat": true, "article": true, "apply_meant": true, "missing_again": true, "missing_often": true, "whynone": true, "notinside": true}

// wants remembers what a text would apply for, where it names something.
func (v *visit) wants(subject string) {
	if subject = strings.TrimRight(asWanted(subject), "不吗么嘛?？"); (lexicon.Tells(subject) >= ownWords || lexicon.Tells(subject) >= lexicon.LeastWish && lexicon.Papers.MatchString(subject)) && !v.rude(subject) && !ofHerself.MatchString(writing.Simple(subject)) {
		v.talk.wanted, v.wanting = v.written(subject), true
	}
}

// forgetsWanted drops it once something else was spoken of.
func (v *visit) forgetsWanted() {
	if !v.wanting && !keepsWanted[v.talk.said] {
		v.talk.wanted = ""
	}
}

// wantedBefore is what was to be applied for, said before. It is meant by who only says that
// she applies then.
func (v *visit) wantedBefore() string {
	if v.bot.Now().After(v.talk.until) {
		return ""
	}
	return v.talk.wanted
}

// ofHerself is a text that tells of its writer, and names nothing that could be applied for: 我家在大新镇.
var ofHerself = form(`^(?:{manner}|[,，\s])*(?:{me}|我家|俺家|咱家|家)(?:家|们)?(?:就|是|也|都)?(?:住|在|住在|是|属于|归)[^,，。?？]{2,14}(?:的|人|村民|居民|业主|住户)*[。!！\s]*$`)
