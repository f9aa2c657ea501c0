package h5

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// Bounds of complaints and consultations. How long the words may be, the desk
// says (cases.Longest); the least is the chat's too.
const (
	leastWords = 4
	casesEach  = 30  // an hour from one address
	casesOfAll = 500 // … and from all together
)

// writing is a complaint or a consultation as it was filled in, and what is
// wrong with it.
type writing struct {
	Kind                 cases.Kind
	Text, Organ, Contact string
	Kept                 bool // it is somebody's, and no longer the empty form
	Wrong                []wrong

	Kinds, Organs []choice
	Least, Most   int
}

// For returns what is wrong with a field, or nothing.
func (f writing) For(field string) string { return form{Wrong: f.Wrong}.For(field) }

// finished is what a summary showed, sealed into its form: that is handed in, and
// once however often the button is pressed.
type finished struct {
	Kind                 cases.Kind
	Text, Organ, Contact string
	Key                  string
}

// hears says whether complaints and consultations are taken: an office that does
// not say who receives them takes none.
func (s *site) hears() bool { return s.Cases != nil && s.desk() != "" }

// caseKinds are what a citizen can write; a question (提问) is handed on by the chat.
func caseKinds() []cases.Kind { return []cases.Kind{cases.Consultation, cases.Complaint} }

// caseForm shows the form: as it was written, where a letter is not handed in yet,
// and else empty, the same for everybody.
func (s *site) caseForm(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if u := s.unsentLetter(r); u.Text != "" || q.Get("wrong") != "" {
		f := writing{Kind: u.Kind, Text: u.Text, Organ: u.Organ, Contact: u.Contact, Kept: true}
		if q.Get("wrong") != "" {
			s.judge(&f)
		}
		s.showWriting(w, r, http.StatusOK, f)
		return
	}
	f := writing{Kind: cases.Consultation}
	if k := cases.Kind(q.Get("kind")); slices.Contains(caseKinds(), k) {
		f.Kind = k
	}
	if n := catalog.IndexNumber(q.Get("about")); n != "" {
		if rec, err := s.Catalog.Find(r.Context(), n); err == nil {
			f.Text = "关于《" + rec.Title + "》（索引号 " + string(rec.Number) + "）："
		}
	}
	if sought := clip(q.Get("sought")); f.Text == "" && sought != "" {
		f.Text = "在公开目录里找“" + sought + "”，没有找到合适的。"
	}
	s.showWriting(w, r, http.StatusOK, f)
}

func (s *site) showWriting(w http.ResponseWriter, r *http.Request, status int, f writing) {
	f.Least, f.Most = leastWords, cases.Longest
	for _, k := range caseKinds() {
		f.Kinds = append(f.Kinds, choice{Name: k.Chinese(), Value: string(k), On: k == f.Kind})
	}
	f.Organs = s.addressees(f.Organ)
	title := "投诉和咨询"
	if len(f.Wrong) > 0 {
		title = "有" + strconv.Itoa(len(f.Wrong)) + "处要改：" + title
	}
	s.show(w, r, status, page{Name: "case", Title: title, Head: "投诉和咨询", Personal: f.Kept, Back: s.to("/"), BackText: "返回目录",
		Source: s.Office.Name, Text: "写给" + s.desk() + "：咨询政策和办事，反映问题。有编号，能查进度，有答复。", Data: f})
}

// addressees are the organs that can be written to, the desk first.
func (s *site) addressees(chosen string) []choice {
	out := []choice{{Name: "不确定（由" + s.short(s.desk()) + "受理或者转办）", Value: s.desk(), On: chosen == "" || chosen == s.desk()}}
	for _, o := range s.Office.Organs {
		if o.Name != s.desk() && !o.Elsewhere {
			out = append(out, choice{Name: o.Name, Value: o.Name, On: o.Name == chosen})
		}
	}
	return out
}

// addressee is the organ that a form names; empty, the desk. It is false for one
// that is not among the addressees.
func (s *site) addressee(name string) (string, bool) {
	if name == "" {
		return s.desk(), true
	}
	return name, slices.ContainsFunc(s.addressees(""), func(c choice) bool { return c.Value == name })
}

// caseWritten takes the form, goes back to it, empties it, or hands it in.
func (s *site) caseWritten(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.failed(w, r, err)
		return
	}
	var c finished
	sealed := s.box.open("case", r.PostForm.Get("sealed"), s.now(), &c)
	switch action := r.PostForm.Get("action"); {
	case action == "submit" && sealed:
		s.handIn(w, r, c)
	case action == "edit" && sealed:
		s.write(w, r, writing{Kind: c.Kind, Text: c.Text, Organ: c.Organ, Contact: c.Contact, Kept: true}, "/case")
	case action == "submit", action == "edit": // it lay for more than a day
		http.Redirect(w, r, s.to("/case"), http.StatusSeeOther)
	case action == "drop":
		s.write(w, r, writing{}, "/case")
	default:
		f := s.read(r.PostForm)
		to := "/case/check"
		if s.judge(&f); len(f.Wrong) > 0 {
			to = "/case?wrong=1"
		}
		s.write(w, r, f, to)
	}
}

// write gives the letter to the browser and sends it on to a page that shows it. A
// letter that is longer than a cookie is shown at once.
func (s *site) write(w http.ResponseWriter, r *http.Request, f writing, to string) {
	u := s.unsentLetter(r)
	u.Kind, u.Text, u.Organ, u.Contact = f.Kind, f.Text, f.Organ, f.Contact
	fits, err := s.carry(w, u)
	switch {
	case err != nil:
		s.failed(w, r, err)
	case fits:
		http.Redirect(w, r, s.to("%s", to), http.StatusSeeOther)
	case len(f.Wrong) > 0:
		s.showWriting(w, r, http.StatusUnprocessableEntity, f)
	case to == "/case":
		s.showWriting(w, r, http.StatusOK, f)
	default:
		s.showSummary(w, r, http.StatusOK, u.finished(), "")
	}
}

// caseCheck shows what was written as it would be handed in.
func (s *site) caseCheck(w http.ResponseWriter, r *http.Request) {
	u := s.unsentLetter(r)
	f := writing{Kind: u.Kind, Text: u.Text, Organ: u.Organ, Contact: u.Contact}
	switch s.judge(&f); {
	case u.Text == "": // handed in, or never written
		http.Redirect(w, r, s.to("/case"), http.StatusSeeOther)
	case len(f.Wrong) > 0:
		http.Redirect(w, r, s.to("/case?wrong=1"), http.StatusSeeOther)
	default:
		s.showSummary(w, r, http.StatusOK, u.finished(), "")
	}
}

// finished is the letter as its summary seals it: the same words from the same
// browser have the same key.
func (u unsent) finished() finished {
	sum := sha256.Sum256([]byte(strings.Join([]string{u.Visit, string(u.Kind), u.Organ, u.Contact, u.Text}, "\x00")))
	return finished{Kind: u.Kind, Text: u.Text, Organ: u.Organ, Contact: u.Contact, Key: "h5:" + hex.EncodeToString(sum[:16])}
}

func (s *site) showSummary(w http.ResponseWriter, r *http.Request, status int, c finished, wrong string) {
	sealed, err := s.box.seal("case", c, s.now().Add(letterLife))
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.show(w, r, status, page{Name: "casecheck", Title: "核对并提交 · " + c.Kind.Chinese(), Head: "投诉和咨询", Personal: true, Back: s.to("/case"), BackText: "返回修改",
		Data: map[string]any{"Case": c, "Sealed": sealed, "Wrong": wrong}})
}

// read takes the fields of the form; no organ is the desk.
func (s *site) read(v url.Values) writing {
	field := func(name string, most int) string {
		return strings.TrimSpace(cut(strings.ToValidUTF8(v.Get(name), ""), most))
	}
	return writing{Kind: cases.Kind(field("kind", 20)), Text: strings.ReplaceAll(field("text", 4*cases.Longest), "\r\n", "\n"),
		Organ: cmp.Or(field("organ", mostField), s.desk()), Contact: field("contact", mostField), Kept: true}
}

// judge says what is wrong with a letter.
func (s *site) judge(f *writing) {
	bad := func(name, text string) { f.Wrong = append(f.Wrong, wrong{Field: name, Text: text}) }
	if !slices.Contains(caseKinds(), f.Kind) {
		bad("kind", "请选择是咨询还是投诉。")
	}
	switch n := len([]rune(f.Text)); {
	case n < leastWords:
		bad("text", "请写清楚：什么时候、在哪里、什么事、希望怎么办。")
	case n > cases.Longest:
		bad("text", "写得太长了，请压到"+strconv.Itoa(cases.Longest)+"个字以内；现在是"+strconv.Itoa(n)+"个字。")
	}
	if _, ok := s.addressee(f.Organ); !ok {
		bad("organ", "请从列表里选一个单位；不确定就选第一项。")
	}
	if f.Contact != "" && !plausible(f.Contact) {
		if _, ok := dialled(f.Contact); !ok {
			bad("contact", "请填写11位手机号、带区号的座机，或者电子邮箱；不想留可以空着。")
		}
	}
}

// handIn opens the case that a summary showed.
func (s *site) handIn(w http.ResponseWriter, r *http.Request, c finished) {
	if !s.letters.allows(s.from(r), s.now(), casesEach, casesOfAll) {
		s.showSummary(w, r, http.StatusTooManyRequests, c, "这一小时提交的太多了，请过一会儿再按“提交”。写的内容都还在。")
		return
	}
	got, err := s.Cases.Open(r.Context(), cases.Case{Kind: c.Kind, Organ: c.Organ, Text: c.Text, Contact: c.Contact, Channel: disclosure.ByWeb}, c.Key, s.now())
	if err == nil {
		err = s.keep(w, seenCookie, seen{got.ID, got.Code}, seenLife)
	}
	if u := s.unsentLetter(r); err == nil {
		_, err = s.carry(w, unsent{Visit: u.Visit})
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	http.Redirect(w, r, s.to("/case/done"), http.StatusSeeOther)
}

// caseDone shows number and query code to the browser that handed in.
func (s *site) caseDone(w http.ResponseWriter, r *http.Request) {
	c, ok := s.seenCase(r)
	if !ok {
		http.Redirect(w, r, s.to("/progress"), http.StatusSeeOther)
		return
	}
	s.show(w, r, http.StatusOK, page{Name: "casedone", Title: c.Kind.Chinese() + "已提交", Head: "投诉和咨询", Personal: true, Back: s.to("/"), BackText: "返回目录",
		Data: map[string]any{"Case": c, "Due": s.caseDue(c)}})
}
