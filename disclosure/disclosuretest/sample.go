package disclosuretest

import (
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Organ is the organ that the sample requests are addressed to.
const Organ = "某区教育局"

// Day is the day on which the sample applications come in: a Monday.
var Day = civil.Day(2025, time.September, 1)

// Applicant returns a person who does not exist; the identity number is a test
// number whose check character fits.
func Applicant() disclosure.Applicant {
	return disclosure.Applicant{Kind: disclosure.Person, Name: "测试申请人", IDType: "身份证",
		IDNumber: "640104199001010018", Phone: "00000000000"}
}

// Draft returns a finished draft of an owner, ready to be submitted.
func Draft(owner string) disclosure.Draft {
	return disclosure.Draft{Owner: owner, Organ: Organ, Applicant: Applicant(), Subject: "2024年学区划分方案",
		Delivery: disclosure.Delivery{Form: "电子邮件", Way: "电子邮件"}, Consented: Day, Step: "confirm"}
}

// New returns a request that came in by WeChat on a day and has no number yet.
func New(owner string, day civil.Date) disclosure.Request {
	d := Draft(owner)
	return disclosure.Request{Owner: owner, Code: "TESTCODE00", Organ: d.Organ, Applicant: d.Applicant, Subject: d.Subject,
		Delivery: d.Delivery, Channel: disclosure.ByWeChat, Events: []disclosure.Event{disclosure.Submitted(day)}}
}

// Granted returns a reply that gives what was asked for.
func Granted() disclosure.Reply {
	return disclosure.Reply{Outcome: disclosure.Granted, Number: "测公开〔2025〕1号", Text: "现将所申请的信息随函附上。",
		HowToGet: "以电子邮件发送"}
}
