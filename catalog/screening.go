package catalog

import (
	"fmt"
	"strings"
)

// The rules of screening. Each blocks a publication.
const (
	RuleIDNumber Rule = "personal-id-number"
	RulePhone    Rule = "personal-phone"
	RuleBankCard Rule = "personal-bank-card"
	RuleAccount  Rule = "personal-bank-account"
	RulePassport Rule = "personal-passport"
	RulePlate    Rule = "personal-number-plate"
	RuleWeChat   Rule = "personal-wechat"
	RuleAddress  Rule = "personal-address"
	RuleMedical  Rule = "personal-medical"
	RuleSecret   Rule = "secret-mark"
	RuleUnread   Rule = "file-unread" // an attachment that no program has read
)

// RuleFileBroken is the rule of an attachment that cannot be opened.
const RuleFileBroken Rule = "file-broken"

// RuleFileKind is the rule of an attachment that is not published for what it is: a
// program, something packed, or not what its name says.
const RuleFileKind Rule = "file-kind"

// WhereFile is the place of findings about an attachment.
func WhereFile(name string) string { return "附件《" + name + "》" }

// A ScreenError says that personal data or a secret mark stand in the way of
// a publication: mask them, or let the reviewer waive each with a reason.
type ScreenError struct{ Findings []Finding }

// Error implements error. It names rules, never what was found.
func (e *ScreenError) Error() string {
	return fmt.Sprintf("catalog: screening: %d findings not masked or waived: %s", len(e.Findings), rules(e.Findings))
}

// Screen looks for personal data and secret markings in the record's texts
// and in those of its files (条例（2019）第14、15条). Waived findings are left
// out. What was found is shown masked.
func (r Record) Screen() []Finding {
	waived := map[string]bool{}
	for _, w := range r.Review.Waived {
		if strings.TrimSpace(w.Reason) != "" {
			waived[w.Finding] = true
		}
	}
	var fs []Finding
	for _, t := range r.texts() {
		for _, f := range Screen(t.text) {
			f.Where, f.Number = t.where, r.Number
			if !waived[f.Fingerprint()] {
				fs = append(fs, f)
			}
		}
	}
	for _, f := range r.unread() {
		if !waived[f.Fingerprint()] {
			fs = append(fs, f)
		}
	}
	return fs
}

// unread are the attachments whose words nobody has seen. A verdict on one is
// on the very bytes: another file of that name is looked at anew.
func (r Record) unread() []Finding {
	var fs []Finding
	for _, f := range r.Files {
		if f.Unread {
			fs = append(fs, Finding{Rule: RuleUnread, Severity: Blocking, Number: r.Number, Where: WhereFile(f.Name), exact: f.SHA256,
				Text: "附件的文字没有读（或者没有读完），程序没有筛查；须由审查人看过，说明理由后放行。"})
		}
	}
	return fs
}

func screened(r Record) error {
	if fs := r.Screen(); len(fs) > 0 {
		return &ScreenError{Findings: fs}
	}
	return nil
}

type namedText struct{ where, text string }

// texts are all the words of a record that the public would see.
func (r Record) texts() []namedText {
	out := []namedText{
		{"名称", r.Title}, {"内容概述", r.Summary}, {"正文", r.Body}, {"关键词", strings.Join(r.Keywords, "\n")},
		{"文号", r.DocNumber}, {"来源", r.Source},
	}
	for _, f := range r.Files {
		out = append(out, namedText{WhereFile(f.Name), f.Name + "\n" + f.Text})
	}
	return out
}

// Screen looks for personal data and secret markings in a text. The findings
// show what was found masked, with the line that it stands in.
func Screen(text string) []Finding {
	var fs []Finding
	line, at := 1, 0
	for _, h := range sift(text) {
		line, at = line+strings.Count(text[at:h.from], "\n"), h.from
		fs = append(fs, Finding{
			Rule: h.sieve.rule, Severity: Blocking, Text: "含有" + h.sieve.text + "，须遮盖，或者由审查人说明理由后放行。",
			Got: h.sieve.mask(text[h.from:h.to]), Line: line,
			exact: text[h.from:h.to],
		})
	}
	return fs
}

// Mask covers the personal data that Screen finds and leaves all other text
// as it is. Secret markings stay: they are not to be hidden but to be heeded.
func Mask(text string) string {
	var b strings.Builder
	at := 0
	for _, h := range sift(text) {
		if h.sieve.rule == RuleSecret || h.from < at {
			continue
		}
		b.WriteString(text[at:h.from])
		b.WriteString(h.sieve.mask(text[h.from:h.to]))
		at = h.to
	}
	b.WriteString(text[at:])
	return b.String()
}
