package catalog

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Record is what the catalogue knows of one piece of published information:
// the guideline's core metadata (指引（试行）, 14 elements), the text, and where
// it stands in its life. The law's minimum is the number, the name, the
// summary and the date of creation (条例（2019）第12条, （2008）第19条).
//
// A Record is a value. Change a copy and hand it to Amend.
type Record struct {
	ID        int64               `json:"id,omitempty"`       // the catalogue's own, from its first save; 0 for a new record
	Number    IndexNumber         `json:"number,omitempty"`   // 索引号; empty: issued when it is published
	Title     string              `json:"title"`              // 名称, the main title only
	Summary   string              `json:"summary"`            // 内容概述
	Date      civil.Date          `json:"date"`               // 生成日期
	Published civil.Date          `json:"published,omitzero"` // 公开日期; zero: set when it is published
	Publisher string              `json:"publisher"`          // 发布机构
	DocNumber string              `json:"doc_number,omitempty"`
	Theme     Theme               `json:"theme,omitempty"`
	Genre     Genre               `json:"genre,omitempty"`
	Column    Column              `json:"column,omitempty"`
	Audience  []string            `json:"audience,omitempty"`  // 服务对象
	Category  disclosure.Category `json:"category,omitempty"`  // 公开时限 by category; zero: not set
	Until     civil.Date          `json:"until,omitzero"`      // last day of display (公示期满); zero: no end
	Openness  Openness            `json:"openness,omitempty"`  // 公开属性; zero: Proactive
	Grounds   string              `json:"grounds,omitempty"`   // why it is not published, with the article
	Look      civil.Date          `json:"look,omitzero"`       // withheld: when to look again (条例（2019）第18条)
	NotBefore civil.Date          `json:"not_before,omitzero"` // scheduled: the first day it may go out
	Validity  []Validity          `json:"validity,omitempty"`  // turns of 有效性, in order of their day
	Links     []Link              `json:"links,omitempty"`     // to interpretations, the repealed, the replaced
	Body      string              `json:"body,omitempty"`
	Files     []File              `json:"files,omitempty"`
	Keywords  []string            `json:"keywords,omitempty"` // 关键词、主题词
	Language  string              `json:"language,omitempty"` // BCP 47; empty: zh-CN
	URL       string              `json:"url,omitempty"`      // 在线链接地址, where the office also shows it
	Source    string              `json:"source,omitempty"`   // where it was taken from
	Review    Review              `json:"review,omitzero"`    // 保密审查
	Drafter   string              `json:"drafter,omitempty"`  // who wrote it
	Status    Status              `json:"status,omitempty"`   // zero: not yet in the catalogue
	Reason    string              `json:"reason,omitempty"`   // of the last return, withdrawal or withholding
	Version   int64               `json:"version,omitempty"`  // from 1, one more with each change; 0 for a new record
}

// A File is an attachment. Its bytes are in the store's Files; its text, when
// someone has taken it out, is screened and searched like the body.
type File struct {
	Name   string `json:"name"`
	Type   string `json:"type,omitempty"` // media type
	Size   int64  `json:"size,omitempty"` // bytes
	SHA256 string `json:"sha256,omitempty"`
	Text   string `json:"text,omitempty"`
	Unread bool   `json:"unread,omitempty"` // its words could not all be taken out: a person must look at it before it goes out
}

// An Openness is 公开属性, which must be settled when a document is drafted.
// The zero Openness is Proactive.
type Openness string

// The three attributes.
const (
	Proactive Openness = ""           // 主动公开
	OnRequest Openness = "on_request" // 依申请公开
	NotPublic Openness = "not_public" // 不予公开
)

// Chinese returns the official word.
func (o Openness) Chinese() string {
	switch o {
	case Proactive:
		return "主动公开"
	case OnRequest:
		return "依申请公开"
	case NotPublic:
		return "不予公开"
	}
	return string(o)
}

// visible says whether the public may see the record. Search, Find, counts,
// feeds and exports all ask this one function and no other.
func visible(r *Record) bool {
	if r.Openness != Proactive || r.Number == "" {
		return false
	}
	switch r.Status {
	case Published, Superseded, Expired, Archived:
		return true
	}
	return false
}

// Public is the record without what only the office needs to know: who drafted
// and reviewed it, what was waived and why, and when it is to be looked at
// again.
func (r Record) Public() Record {
	r.conceal()
	return r
}

// conceal leaves what Public shows.
func (r *Record) conceal() {
	r.Drafter, r.Review, r.Grounds, r.Reason = "", Review{}, "", ""
	r.Look, r.NotBefore = civil.Date{}, civil.Date{}
	if slices.ContainsFunc(r.Files, func(f File) bool { return f.Unread }) { // it went out, so someone has looked at it
		r.Files = slices.Clone(r.Files)
		for i := range r.Files {
			r.Files[i].Unread = false
		}
	}
}

// clone copies what the record shares, so that a caller's changes stay his.
func (r Record) clone() Record {
	r.unshare()
	return r
}

// unshare gives the record copies of its own of what it shares.
func (r *Record) unshare() {
	r.Audience = slices.Clone(r.Audience)
	r.Validity = slices.Clone(r.Validity)
	r.Links = slices.Clone(r.Links)
	r.Files = slices.Clone(r.Files)
	r.Keywords = slices.Clone(r.Keywords)
	r.Review.Waived = slices.Clone(r.Review.Waived)
}

// tombstone is what remains to be seen of a withdrawn record: its number, the
// day and the reason, and nothing of what it said.
func (r Record) tombstone() Record {
	return Record{ID: r.ID, Number: r.Number, Publisher: r.Publisher, Status: Withdrawn, Reason: r.Reason, Version: r.Version}
}
