package wechatbot

import (
	"errors"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// rating is what people say of a reply.
var rating = form(`^(?:评价)?\s*([0-9][0-9 \-－—]{11,24}[0-9])?\s*(?:我)?(?:对)?(?:这次|这个|你们的)?(?:答复|回复|处理|结果)?(?:还算|还|很|非常|比较|基本|十分|挺|一般|特别|相当|有点|有些|超级?)*(不|不太|不怎么|很不|非常不|不是很)?满意了?$|^(?:好评|差评|还行|还可以|一般般?吧?|不怎么样|不太行|很差|太差了?|不错|挺好的?|很好)$`)

// starred is a rating in stars, or in the lowest and highest marks of any scale; what other
// marks mean is asked.
var starred = form(`^(?:打错了?|改成|改|不对|应该|是|[,，\s])*(?:我?(?:给|打|评))?(?:{your}|你们|您|这个|这次|答复|[,，\s])*(?:([0-5零一二两三四五])颗?星|([012零一二两]分|满分|10分|100分|[3-9]分))(?:好评|差评)?[吧了呗！!。]*$`)

// A reply is not 满意 where that is denied before it (谈不上满意); where the denial is
// denied itself (没什么不满意) she is asked.
var (
	denied    = form(`(?:不|没|难|未)[^,，。；！\s]{0,5}满意`)
	notDenied = form(`(?:不|没|难|未)[^,，。；！\s]{0,4}(?:不|没)[^,，。；！\s]{0,4}满意`)
)

// scoreOf reads a rating, "" where it is none or does not say which.
func scoreOf(text string) disclosure.Satisfaction {
	if found := starred.FindStringSubmatch(writing.Simple(text)); found != nil {
		return marked(found[1], found[2])
	}
	switch {
	case notDenied.MatchString(text):
		return ""
	case denied.MatchString(text), writing.Holds(text, "差", "不怎么样", "不太行"):
		return disclosure.Dissatisfied
	case writing.Holds(text, "基本", "比较", "还算", "一般", "还行", "还可以"):
		return disclosure.MostlySatisfied
	case writing.Holds(text, "满意", "好评", "不错", "好"):
		return disclosure.Satisfied
	}
	return ""
}

// judgesAnswer says whether she who has no reply to rate says how good the answer was that
// the bot gave her just now.
func (v *visit) judgesAnswer(text string, score disclosure.Satisfaction) bool {
	return score != "" && v.talk.said != "" && !strings.Contains(text, "评价") && !starred.MatchString(text) && !marksReply(text)
}

// marksReply says whether a text gives a reply of an office a mark: 你们的答复差评. What the
// bot says is no reply.
func marksReply(text string) bool {
	return writing.Holds(text, "答复", "回复", "回的东西", "回信") && marksIt.MatchString(text)
}

// marksIt finds a mark; 一星期 is none.
var marksIt = form(`差评|好评|评分|打分|[0-5零一二两三四五](?:颗星|星(?:[^期]|$))`)

func (v *visit) judgedAs(score disclosure.Satisfaction) answer {
	if score == disclosure.Dissatisfied {
		return v.sorry()
	}
	return v.say("thanks", nil)
}

// marked is what stars or marks say.
func marked(stars, marks string) disclosure.Satisfaction {
	n := writing.Numeral(stars)
	if len(stars) == 1 {
		n = int(stars[0] - '0')
	}
	switch {
	case stars == "" && (marks == "满分" || strings.HasPrefix(marks, "10")), stars != "" && n == 5:
		return disclosure.Satisfied
	case stars != "" && n >= 3:
		return disclosure.MostlySatisfied
	case stars == "" && marks[0] >= '3' && marks[0] <= '9':
		return ""
	}
	return disclosure.Dissatisfied
}

// rate keeps how content a citizen is with a reply: with that of the number, or
// else with the newest that was not rated.
func (v *visit) rate(number, text string) answer {
	score := scoreOf(text)
	if lexicon.Question.MatchString(text) {
		score = "" // 满意吗 asks for her rating and is none
	}
	if number == "" {
		unrated, rated, err := v.newestReplies()
		if err != nil {
			return v.failed(err)
		}
		if unrated == "" && rated != "" && score != "" {
			return v.ratedBefore(rated)
		}
		number = unrated
	}
	if number == "" && v.judgesAnswer(text, score) {
		return v.judgedAs(score)
	}
	if number == "" || score == "" {
		return v.say("norating", number)
	}
	var err error
	if _, other := cases.ParseNumber(number); other == nil {
		if _, err = v.herCase(number); err == nil {
			_, err = v.bot.Cases.Record(v.ctx, number, cases.Rated(v.today, score).WithTime(v.bot.Now()))
		}
	} else if _, err = v.herRequest(number); err == nil {
		_, err = v.bot.Desk.Record(v.ctx, number, disclosure.Rated(v.today, score).WithTime(v.bot.Now()))
	}
	switch {
	case errors.Is(err, disclosure.ErrNotFound), errors.Is(err, cases.ErrNotFound):
		return v.say("norequest", number)
	case disallowed(err):
		return v.ratedBefore(number)
	case err != nil:
		return v.failed(err)
	}
	return v.say("rated", v.ratedView(number, score))
}

// ratedView is what the templates of a rating show: to who is not content also what
// she may do against the reply.
func (v *visit) ratedView(number string, score disclosure.Satisfaction) map[string]any {
	view := map[string]any{"Number": number, "Score": score.Chinese(), "Sorry": score == disclosure.Dissatisfied, "Write": v.bot.Cases != nil,
		"Relief": "", "Remedies": []disclosure.Remedy(nil), "First": ""}
	if score != disclosure.Dissatisfied {
		return view
	}
	if r, err := v.herRequest(number); err == nil {
		remedies, _ := r.Remedies(v.bot.Desk.Calendar()) // none before she was told: the words of the reply then
		view["Relief"], view["Remedies"] = v.view(r).Relief, remedies
		if n := len(remedies); n > 0 {
			view["First"] = remedies[n-1].First
		}
	}
	return view
}

// ratedBefore says that a reply was rated, which is done once.
func (v *visit) ratedBefore(number string) answer {
	var score disclosure.Satisfaction
	if r, err := v.herRequest(number); err == nil {
		score = r.Score()
	}
	if c, err := v.herCase(number); err == nil {
		score = c.Score()
	}
	if score == "" {
		return v.say("norating", nil)
	}
	return v.say("rated_before", v.ratedView(number, score))
}

// newestReplies are the numbers of the citizen's newest reply that she has not rated, and
// of the newest that she has; "" for none.
func (v *visit) newestReplies() (unrated, rated string, err error) {
	var newest [2]civil.Date
	take := func(number string, day civil.Date, score disclosure.Satisfaction) {
		at, to := 0, &unrated
		if score != "" {
			at, to = 1, &rated
		}
		if !day.Before(newest[at]) {
			*to, newest[at] = number, day
		}
	}
	rs, err := v.herRequests()
	if err != nil {
		return "", "", err
	}
	for _, r := range rs {
		if r.State() == disclosure.StateReplied {
			take(r.ID, r.Events[len(r.Events)-1].Day, r.Score())
		}
	}
	cs, err := v.herCases()
	if err != nil {
		return "", "", err
	}
	for _, c := range cs {
		if day := c.Answered(); !day.IsZero() {
			take(c.ID, day, c.Score())
		}
	}
	return unrated, rated, nil
}
