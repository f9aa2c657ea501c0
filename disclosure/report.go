package disclosure

import (
	"iter"

	"github.com/shopspring/decimal"
)

// Counts is one row of table 3: the six kinds of applicants in the order of
// ApplicantKinds, and their sum last.
type Counts [7]int

// Of returns the count of one kind of applicant.
func (c Counts) Of(k ApplicantKind) int { return c[k-1] }

// Total returns the row's sum as it stands in the table.
func (c Counts) Total() int { return c[6] }

func (c *Counts) add(k ApplicantKind) {
	c[k-1]++
	c[6]++
}

// A Report (政府信息公开工作年度报告) holds the tables of one year in the national form of
// 2021 (国办公开办函〔2021〕30号). Table 2 comes from the office's own books.
type Report struct {
	Year   int
	Organ  string
	Table2 Table2
	Table3 Table3
	Table4 Table4
	// Unplaced are the numbers of requests that cannot be counted, because the
	// kind of applicant is not set.
	Unplaced []string
}

// Table2 is 主动公开政府信息情况.
type Table2 struct {
	Rules     Documents       // 规章
	Normative Documents       // 行政规范性文件
	Licensing int             // 行政许可, decisions of the year
	Penalty   int             // 行政处罚
	Coercion  int             // 行政强制
	Fees      decimal.Decimal // 行政事业性收费, 万元
}

// Documents counts 本年制发件数, 本年废止件数 and 现行有效件数.
type Documents struct{ Made, Abolished, InForce int }

// Table3 is 收到和处理政府信息公开申请情况.
type Table3 struct {
	New     Counts     // 一、本年新收
	Carried Counts     // 二、上年结转
	Results [21]Counts // 三、本年度办理结果, in the order of Outcomes
	Total   Counts     // （七）总计
	Forward Counts     // 四、结转下年度继续办理
}

// Result returns the row of one outcome; an unknown one is all zero.
func (t Table3) Result(o Outcome) Counts {
	if i := o.index(); i >= 0 {
		return t.Results[i]
	}
	return Counts{}
}

// Table4 is 政府信息公开行政复议、行政诉讼情况.
type Table4 struct {
	Review      Reliefs // 行政复议
	Direct      Reliefs // 行政诉讼：未经复议直接起诉
	AfterReview Reliefs // 行政诉讼：复议后起诉
}

// Reliefs is one block of table 4.
type Reliefs struct{ Upheld, Corrected, Other, Pending, Total int }

// Tally counts the requests of a year into tables 3 and 4. A request is new in
// the year it was received, has its result in the year it was first closed, and
// is carried over in between. Requests that were never received, such as those
// passed on to another organ, do not count. It stops at the first error.
func Tally(year int, rs iter.Seq2[Request, error]) (Report, error) {
	report := Report{Year: year}
	var f fold
	for r, err := range rs {
		if err != nil {
			return Report{}, err
		}
		f.read(&r)
		report.count(&r, &f)
	}
	return report, nil
}

// A Placement says in which rows of table 3 a request counts in a year.
type Placement struct {
	New, Carried bool
	Result       Outcome // empty: none in this year
	Forward      bool
}

// Place returns where a request counts in a year, so that the requests behind
// every cell can be listed.
func (r Request) Place(year int) Placement { return r.fold().place(year) }

func (f *fold) place(year int) Placement {
	if f.received.IsZero() || f.received.Year > year || !f.firstOn.IsZero() && f.firstOn.Year < year {
		return Placement{}
	}
	p := Placement{New: f.received.Year == year, Carried: f.received.Year < year}
	if f.firstOn.IsZero() || f.firstOn.Year > year {
		p.Forward = true
	} else {
		p.Result = f.first
	}
	return p
}

func (report *Report) count(r *Request, f *fold) {
	report.Table4.count(f, report.Year)
	p := f.place(report.Year)
	if p == (Placement{}) {
		return
	}
	kind, t := r.Applicant.Kind, &report.Table3
	if kind < Person || kind > OtherApplicant {
		report.Unplaced = append(report.Unplaced, r.ID)
		return
	}
	if p.New {
		t.New.add(kind)
	} else {
		t.Carried.add(kind)
	}
	if p.Forward {
		t.Forward.add(kind)
	} else {
		t.Results[max(p.Result.index(), 0)].add(kind)
		t.Total.add(kind)
	}
}

// count adds the reviews and suits that were decided in the year, or pending at
// its end.
func (t *Table4) count(f *fold, year int) {
	for _, c := range f.reviews {
		if c.filed.Year > year || !c.decided.IsZero() && c.decided.Year < year {
			continue
		}
		block := &t.Review
		if c.suit && c.afterReview {
			block = &t.AfterReview
		} else if c.suit {
			block = &t.Direct
		}
		block.Total++
		switch {
		case c.decided.IsZero() || c.decided.Year > year:
			block.Pending++
		case c.result == Upheld:
			block.Upheld++
		case c.result == Corrected:
			block.Corrected++
		default:
			block.Other++
		}
	}
}
