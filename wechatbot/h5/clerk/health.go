package clerk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// health is how a channel does: the account, the answers to citizens, the grids.
type health struct{ Name, Text, Word, Tone, Href string }

// The days of silence at which inspections fail an account (国办秘函〔2019〕19号), and
// at which it is time to post.
const (
	silentAt = 14
	quietAt  = 7
)

// healths says how the channels do.
func (v *visit) healths(open []cases.Case) ([]health, error) {
	var out []health
	for _, read := range []func() (health, bool, error){v.accountHealth, v.massHealth, func() (health, bool, error) { return v.caseHealth(open) }, v.gridHealth, v.guideHealth} {
		h, there, err := read()
		if err != nil {
			return nil, err
		}
		if there {
			out = append(out, h)
		}
	}
	return out, nil
}

// guideHealth is what the guide does not tell of the office; it is none where nothing
// lacks.
func (v *visit) guideHealth() (health, bool, error) {
	lacks := v.Office.Lacks()
	article := disclosure.RulesOn(v.day()).Guide
	if len(lacks) == 0 || article == "" {
		return health{}, false, nil
	}
	return health{Name: "公开指南", Text: "没有写" + strings.Join(lacks, "、") + "，由管理程序的人在单位的说明里补上（" + article + "）", Word: "请补", Tone: toneWarn}, true, nil
}

// accountHealth is how long the account has been silent.
func (v *visit) accountHealth() (health, bool, error) {
	if v.Posts == "" && v.Posting.Calendar == nil {
		return health{}, false, nil
	}
	h := health{Name: "公众号", Word: "正常", Tone: toneGood, Href: "/posts"}
	s, err := v.silent()
	if s == nil && err == nil {
		s, err = v.lastPost()
	}
	if err != nil {
		return h, false, err
	}
	h.Tone = s.Tone
	switch {
	case s.Last.IsZero():
		h.Text, h.Word = "还没有发过文章", fmt.Sprintf("检查红线%d天", silentAt)
		return h, true, nil
	case s.Days == 0:
		h.Text = "今天更新过"
	case s.Days < quietAt:
		h.Text = fmt.Sprintf("%d天前更新", s.Days)
	default:
		h.Text = fmt.Sprintf("%d天未更新", s.Days)
	}
	switch {
	case s.Days >= silentAt:
		h.Word = fmt.Sprintf("已过检查红线%d天", silentAt)
	case s.Days >= quietAt && !s.Next.IsZero():
		h.Word, h.Tone = "定了"+s.Next.String()+"发", toneNote
	case s.Days >= quietAt:
		h.Word = fmt.Sprintf("检查红线%d天，建议发一条", silentAt)
	}
	return h, true, nil
}

// lastPost reads from the pushes alone how long the account has been silent.
func (v *visit) lastPost() (*silence, error) {
	all, err := v.releases()
	s := &silence{}
	for _, rel := range all {
		if v.ofAccount(rel.Channel) && rel.State == catalog.Sent && rel.Day.After(s.Last) {
			s.Last = rel.Day
		}
	}
	s.mark(v.day())
	return s, err
}

// massHealth is what is left of mass messages.
func (v *visit) massHealth() (health, bool, error) {
	q, err := v.quota()
	if q == nil || err != nil {
		return health{}, false, err
	}
	h := health{Name: "群发", Text: fmt.Sprintf("%s已用%d次，还剩%d次", q.Period, q.MassUsed, q.MassLeft()), Word: "正常", Tone: toneGood, Href: "/posts"}
	if q.MassLeft() == 0 {
		h.Word, h.Tone = "用完了", toneNote
	}
	return h, true, nil
}

// caseHealth is how long the oldest question waits for its answer.
func (v *visit) caseHealth(open []cases.Case) (health, bool, error) {
	if v.Cases == nil {
		return health{}, false, nil
	}
	h := health{Name: "留言答复", Text: "没有等着答复的", Word: "正常", Tone: toneGood, Href: "/questions"}
	var oldest civil.Date
	late := 0
	for _, c := range open {
		if oldest.IsZero() || c.Submitted().Before(oldest) {
			oldest = c.Submitted()
		}
		if due, err := v.Cases.Due(c); err == nil && !due.IsZero() && due.Before(v.day()) {
			late++
		}
	}
	if !oldest.IsZero() {
		h.Text = fmt.Sprintf("%d件等着答复，都是今天来的", len(open))
		if n, err := v.Calendar.National().Workdays(oldest, v.day()); err == nil && n > 0 {
			h.Text = fmt.Sprintf("%d件等着答复，最久等了%d个工作日", len(open), n)
		}
	}
	if late > 0 {
		h.Word, h.Tone = fmt.Sprintf("%d件已超过期限", late), toneBad
	}
	return h, true, nil
}

// gridHealth is how far the latest notice got.
func (v *visit) gridHealth() (health, bool, error) {
	if len(v.Grids) == 0 {
		return health{}, false, nil
	}
	h := health{Name: "网格群推送", Text: fmt.Sprintf("%d个网格，还没有推送过", len(v.Grids)), Word: "正常", Tone: toneGood, Href: "/grids"}
	all, err := v.notices()
	if err != nil {
		return h, false, err
	}
	if len(all) > 0 {
		h.Text = fmt.Sprintf("%d个网格；最近一条推送%d个，送达%d个", len(v.Grids), all[0].Points, all[0].Told)
	}
	wait, failed := 0, 0
	for _, n := range all {
		wait, failed = wait+n.Wait, failed+n.Failed
	}
	switch {
	case wait > 0:
		h.Word, h.Tone = fmt.Sprintf("%d条要人工处理", wait+failed), toneWarn
	case failed > 0:
		h.Word, h.Tone = fmt.Sprintf("%d条没有送到", failed), toneBad
	}
	return h, true, nil
}

// examined is a record with what the checks found in it before its release.
type examined struct {
	catalog.Record
	Found []remark
	More  int
}

// What the front page shows of findings.
const (
	checkRows  = 3
	remarkRows = 4
)

// checks looks at the first records on their way, the worst findings first: those
// that the person reviews, or else his own.
func (v *visit) checks(view todayView) ([]examined, error) {
	var out []examined
	for _, listed := range append(slices.Clone(view.Review), view.Mine...) {
		if len(out) == checkRows {
			break
		}
		r, err := v.Catalog.Paper(v.ctx(), listed.ID) // lists leave the text out
		if err != nil {
			return nil, err
		}
		c := examined{Record: r}
		found := v.linter().Lint(r)
		slices.SortStableFunc(found, func(a, b catalog.Finding) int { return int(b.Severity) - int(a.Severity) })
		c.More = max(0, len(found)-remarkRows)
		for _, f := range found[:len(found)-c.More] {
			c.Found = append(c.Found, remarkOf(f))
		}
		out = append(out, c)
	}
	return out, nil
}
