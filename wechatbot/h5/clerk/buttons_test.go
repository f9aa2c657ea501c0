package clerk_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// buttons are the steps that a page of a request offers.
func buttons(html string) []disclosure.Kind {
	var out []disclosure.Kind
	for _, m := range regexp.MustCompile(`name="act" value="([a-z_]+)"><input type="hidden" name="seen"`).FindAllStringSubmatch(html, -1) {
		out = append(out, disclosure.Kind(m[1]))
	}
	for _, k := range []disclosure.Kind{disclosure.KindReplied, disclosure.KindReplyCorrected, disclosure.KindReplyProposed} {
		if strings.Contains(html, "/reply\">"+k.Chinese()+"<") || k == disclosure.KindReplyProposed && strings.Contains(html, "/reply\">更正"+k.Chinese()+"<") {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// lawful are the steps that the law allows a role, less those that open an
// application and those that are made on the page of the signature; of an office
// that replies in one step, less the proposal.
func lawful(r disclosure.Request, role disclosure.Role, alone bool) []disclosure.Kind {
	_, _, proposed := r.Proposed()
	out := slices.DeleteFunc(r.AllowedTo(role), func(k disclosure.Kind) bool {
		switch k {
		case disclosure.KindSubmitted, disclosure.KindDrafted, disclosure.KindSecrecyReviewed:
			return true
		case disclosure.KindReplied, disclosure.KindReplyCorrected:
			return proposed || !alone
		case disclosure.KindReplyProposed:
			return alone
		}
		return false
	})
	slices.Sort(out)
	return out
}

func TestTheButtonsAreTheLawfulStepsInEveryState(t *testing.T) {
	t.Run("two pairs of eyes", func(t *testing.T) { buttonsInEveryState(t, false) })
	t.Run("an office of one", func(t *testing.T) { buttonsInEveryState(t, true) })
}

func buttonsInEveryState(t *testing.T, alone bool) {
	day := civil.Day(2026, 10, 22)
	until := civil.Day(2026, 10, 26)
	refused := disclosure.Reply{Outcome: disclosure.DeniedInternal, Grounds: "内部事务信息"}
	yuan := disclosure.PagesFee(100)
	for name, events := range map[string][]disclosure.Event{
		"submitted":       nil,
		"processing":      {disclosure.Confirmed(day)},
		"correcting":      {disclosure.Confirmed(day), disclosure.CorrectionAsked(day, until, "写明年份")},
		"consulting":      {disclosure.Confirmed(day), disclosure.Consulted(day, "某公司")},
		"organ consulted": {disclosure.Confirmed(day), disclosure.OrganConsulted(day, "某局")},
		"reasons":         {disclosure.Confirmed(day), disclosure.ReasonsAsked(day)},
		"reasons given":   {disclosure.Confirmed(day), disclosure.ReasonsAsked(day), disclosure.ReasonsGiven(day)},
		"fee":             {disclosure.Confirmed(day), disclosure.FeeNoticed(day, yuan.Total)},
		"proposed":        {disclosure.Confirmed(day), disclosure.ReplyProposed(day, refused)},
		"replied":         {disclosure.Confirmed(day), disclosure.Replied(day, refused)},
		"corrected":       {disclosure.Confirmed(day), disclosure.Replied(day, refused), disclosure.ReplyProposed(day, refused)},
		"review filed":    {disclosure.Confirmed(day), disclosure.Replied(day, refused), disclosure.ReviewFiled(day)},
		"review decided":  {disclosure.Confirmed(day), disclosure.Replied(day, refused), disclosure.ReviewFiled(day), disclosure.ReviewDecided(day, disclosure.Corrected)},
		"withdrawn":       {disclosure.Confirmed(day), disclosure.Withdrawn(day)},
		"transferred":     {disclosure.Transferred(day, "某局")},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, func(c *clerk.Config) { c.ReplyAlone = alone })
			r := o.submitted()
			for _, e := range events {
				role := disclosure.RoleClerk
				_, err := o.desk.Record(t.Context(), r.ID, e.WithActor(disclosure.Actor{Name: "经办", Role: role}))
				require.NoError(t, err)
			}
			r = o.request(r.ID)
			for who, role := range map[string]disclosure.Role{"经办": disclosure.RoleClerk, "审核": disclosure.RoleSigner, "负责人": disclosure.RoleHead} {
				html := o.as(who).page("/desk/requests/" + r.ID)
				assert.ElementsMatch(t, lawful(r, role, alone), buttons(html), who)
				for _, k := range disclosure.Kinds() { // what is not offered is refused when it is sent all the same
					if slices.Contains(lawful(r, role, alone), k) || k == disclosure.KindViewed {
						continue
					}
					w := o.as(who).post("/desk/requests/"+r.ID, url.Values{"act": {string(k)}, "day": {"2026-10-28"}, "seen": {o.seen(r)}})
					assert.Equal(t, http.StatusForbidden, w.Code, "%s %s", who, k)
				}
			}
			assert.Equal(t, r.Events, o.request(r.ID).Events)
		})
	}
}

// seen is what a form says of how much its clerk has seen.
func (o *office) seen(r disclosure.Request) string {
	n := 0
	for _, e := range r.Events {
		if e.Kind != disclosure.KindTelling && e.Kind != disclosure.KindTold && e.Kind != disclosure.KindViewed {
			n++
		}
	}
	return string(rune('0' + n))
}
