package wechatbot

// unpublished are words of what no office publishes: who asks for a share's price is
// not told to apply for it.
var unpublished = form(`{unpublished}`)

// An elseView is what is offered to who did not find something, by the numbers of its
// options; 0 where the office has no such thing.
type elseView struct{ Apply, Person int }

// offerElse offers, behind some options, to apply for what a text asks for, where the
// office takes applications, and a person, where there is one to be reached.
func (v *visit) offerElse(text string, options []string) (e elseView) {
	if v.bot.Desk != nil && !unpublished.MatchString(text) {
		options = append(options, "apply:"+v.written(subjectOf(text)))
		e.Apply = len(options)
	}
	if v.bot.Cases != nil {
		options = append(options, "hand:"+v.written(text))
		e.Person = len(options)
	} else if of := v.bot.Office; of.Phone+of.Address != "" || len(of.Points) > 0 {
		options = append(options, "人工")
		e.Person = len(options)
	}
	v.talk.offer(v.bot.Now(), options...)
	return e
}
