package disclosure_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// 条例第三十三条第二款: 自收到申请之日起20个工作日内予以答复. The Spring Festival of 2020 was
// lengthened to 2 February.
func ExampleRequest_Deadline() {
	r, _ := disclosure.Request{}.Apply(disclosure.Confirmed(civil.Day(2020, time.January, 13)))
	due, _ := r.Deadline(civil.China())
	fmt.Println(due.Chinese(), r.Rules().Reply, r.Rules().Reply.Article)
	// Output: 2020年2月17日 20个工作日 《政府信息公开条例》第三十三条第二款
}

// In Ningxia 古尔邦节 gives everybody two days off, so that the same application
// is due two working days later than elsewhere.
func ExampleRequest_Deadline_ningxia() {
	r, _ := disclosure.Request{}.Apply(disclosure.Confirmed(civil.Day(2022, time.July, 4)))
	here, _ := r.Deadline(civil.China().With(civil.Ningxia()))
	elsewhere, _ := r.Deadline(civil.China())
	fmt.Println(here.Chinese(), elsewhere.Chinese())
	// Output: 2022年8月3日 2022年8月1日
}

// The calendar of 2027 is not announced: there is no day to tell a citizen.
func ExampleRequest_Deadline_unannouncedYear() {
	r, _ := disclosure.Request{}.Apply(disclosure.Confirmed(civil.Day(2026, time.December, 21)))
	_, err := r.Deadline(civil.China())
	fmt.Println(errors.Is(err, civil.ErrNotCovered))
	fmt.Println(err)
	// Output:
	// true
	// civil: calendar of 2027 not announced: 2027-01-01
}

// Where only the region's days are unknown, Due counts by the national calendar
// and says that the day may move.
func ExampleRequest_Due() {
	r, _ := disclosure.Request{}.Apply(disclosure.Confirmed(civil.Day(2026, time.March, 2)))
	due, _ := r.Due(civil.China().With(civil.Ningxia()))
	fmt.Println(due.Day, due.Provisional)
	fmt.Println(due.Note)
	// Output:
	// 2026-03-30 true
	// 宁夏回族自治区的放假安排尚未掌握，暂按全国安排计算；如遇当地放假，期限顺延。
}

func ExampleRequest_Apply() {
	day := civil.Day(2026, time.March, 2)
	r, _ := disclosure.Request{}.Apply(disclosure.Submitted(day))
	_, err := r.Apply(disclosure.Replied(day, disclosure.Reply{Outcome: disclosure.Granted, HowToGet: "邮寄"}))
	var refused *disclosure.TransitionError
	if errors.As(err, &refused) {
		fmt.Println(refused.Chinese())
	}
	// Output: 申请处于“已提交，待确认收到”，不能“答复”；目前可以：确认收到、转送、指导释明、撤回。
}

// 行政复议法(2023修订)第二十三条: since 2024 a review comes before a suit against 不予公开.
func ExampleReply_Relief() {
	reply := disclosure.Reply{Outcome: disclosure.DeniedProcess, Grounds: "属于行政机关内部的讨论记录。"}
	fmt.Println(reply.Relief(civil.Day(2026, time.March, 2)))
	// Output: 如对本答复不服，应当自收到本答复之日起六十日内先向有管辖权的行政复议机关申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向有管辖权的人民法院提起行政诉讼。也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。
}

func ExampleParseLimit() {
	limit, _ := disclosure.ParseLimit("本级人民代表大会批准后20日内")
	due, _ := limit.Due(civil.Day(2015, time.February, 2), civil.China())
	fmt.Println(limit, due)
	_, err := disclosure.ParseLimit("同上")
	fmt.Println(err)
	// Output:
	// 本级人民代表大会批准后20日内 2015-02-25
	// disclosure: limit "同上" not understood
}

func ExampleCategory_Windows() {
	for _, w := range disclosure.Quarterly.Windows(2016)[:2] {
		fmt.Println(disclosure.Quarterly, w.From, w.To)
	}
	// Output:
	// 定期公开 2016-01-21 2016-01-31
	// 定期公开 2016-04-21 2016-04-30
}

func ExampleDesk() {
	ctx := context.Background()
	desk := disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	at := time.Date(2026, time.March, 2, 20, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))
	r, err := desk.Submit(ctx, disclosure.Draft{
		Owner: "wechat:handle", Organ: "某区教育局", Subject: "2025年学区划分方案", Consented: civil.DateOf(at),
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试申请人", IDNumber: "640104199001010018", Phone: "00000000000"},
	}, "message 1", at, disclosure.ByWeChat)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.ID, r.State().Chinese())
	r, _ = desk.Record(ctx, r.ID, disclosure.Confirmed(civil.Day(2026, time.March, 3)))
	due, _ := r.DueOn(desk.Calendar(), civil.Day(2026, time.March, 24))
	fmt.Println(r.State().Chinese(), due.Day, due.Left)
	// Output:
	// 2026-001-00001-3 已提交，待确认收到
	// 办理中 2026-03-31 5
}

func ExampleTally() {
	desk := disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	report, _ := disclosure.Tally(2026, desk.Requests(context.Background()))
	fmt.Println(report.Table3.New.Total(), report.Table3.Result(disclosure.Granted).Of(disclosure.Person), len(report.Check()))
	// Output: 0 0 0
}

// 条例第三十三条第三款: the time of a consultation is not counted.
func ExampleRequest_Explain() {
	r := disclosure.Request{Events: []disclosure.Event{
		disclosure.Confirmed(civil.Day(2026, time.February, 9)),
		disclosure.Consulted(civil.Day(2026, time.February, 11), "第三方"),
		disclosure.Opined(civil.Day(2026, time.February, 13)),
	}}
	lines, _ := r.Explain(civil.China())
	for _, l := range lines[:6] {
		fmt.Println(l)
	}
	fmt.Println("…")
	fmt.Println(lines[len(lines)-1])
	// Output:
	// 2026-02-10 星期二 工作日 第1个工作日
	// 2026-02-11 星期三 工作日 第2个工作日
	// 2026-02-12 星期四 工作日 不计（征求意见）
	// 2026-02-13 星期五 工作日 不计（征求意见）
	// 2026-02-14 星期六 调休上班（春节） 第3个工作日
	// 2026-02-15 星期日 放假（春节） 不计
	// …
	// 2026-03-17 星期二 工作日 第20个工作日
}

func ExampleRequest_Remedies() {
	day := civil.Day(2026, time.March, 2)
	r := disclosure.Request{Events: []disclosure.Event{
		disclosure.Confirmed(day),
		disclosure.Replied(day, disclosure.Reply{Outcome: disclosure.DeniedInternal, Grounds: "属于行政机关的人事管理信息。"}),
		disclosure.Told(day, 1, "wechat", ""),
	}}
	remedies, _ := r.Remedies(civil.China())
	for _, m := range remedies {
		fmt.Println(m.Name, m.Term, m.Until, m.AfterReview)
	}
	// Output:
	// 行政复议 60日 2026-05-06 false
	// 行政诉讼 15日  true
}

func ExampleApplicant_Masked() {
	a := disclosure.Applicant{Kind: disclosure.Person, Name: "测试人", IDNumber: "640104199001010018", Phone: "00000000000"}
	m := a.Masked()
	fmt.Println(m.Name, m.IDNumber, m.Phone)
	fmt.Println(a)
	// Output:
	// 测** 640*************18 000****0000
	// applicant 自然人
}

func ExampleRulesOn() {
	for _, day := range []civil.Date{civil.Day(2019, time.May, 14), civil.Day(2019, time.May, 15)} {
		rules := disclosure.RulesOn(day)
		fmt.Println(rules.Decree, rules.Reply, rules.Extension)
	}
	// Output:
	// 国务院令第492号 15个工作日 15个工作日
	// 国务院令第711号 20个工作日 20个工作日
}
