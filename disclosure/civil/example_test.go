package civil_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

func ExampleCalendar_AddWorkdays() {
	// Received on 13 January 2020; the Spring Festival was lengthened to 2 February.
	due, err := civil.China().AddWorkdays(civil.Day(2020, time.January, 13), 20)
	fmt.Println(due.Chinese(), err)
	// Output: 2020年2月17日 <nil>
}

func ExampleCalendar_AddWorkdays_unannounced() {
	_, err := civil.China().AddWorkdays(civil.Day(2026, time.December, 21), 20)
	fmt.Println(errors.Is(err, civil.ErrNotCovered))
	fmt.Println(err)
	// Output:
	// true
	// civil: calendar of 2027 not announced: 2027-01-01
}

func ExampleCalendar_With() {
	cal := civil.China().With(civil.Ningxia())
	due, _ := cal.AddWorkdays(civil.Day(2022, time.July, 4), 20)
	national, _ := cal.National().AddWorkdays(civil.Day(2022, time.July, 4), 20)
	fmt.Println(due, national)
	// Output: 2022-08-03 2022-08-01
}

func ExampleCalendar_Explain() {
	lines, _ := civil.China().Explain(civil.Day(2015, time.February, 13), 2)
	for _, l := range lines {
		fmt.Println(l)
	}
	// Output:
	// 2015-02-14 星期六 周末 不计
	// 2015-02-15 星期日 调休上班（春节） 第1个工作日
	// 2015-02-16 星期一 工作日 第2个工作日
}

func ExampleLoad() {
	more, err := civil.Load(strings.NewReader(`
year 2027
notice the State Council's notice, once it is out
off 2027-01-01..2027-01-03 元旦
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	due, _ := civil.China().Merge(more).AddWorkdays(civil.Day(2026, time.December, 31), 1)
	fmt.Println(due)
	// Output: 2027-01-04
}

func ExampleParseDate() {
	for _, s := range []string{"2015年12月2日", "20151202", "2015/12/2", "2015-02-30"} {
		d, err := civil.ParseDate(s)
		fmt.Println(d, err)
	}
	// Output:
	// 2015-12-02 <nil>
	// 2015-12-02 <nil>
	// 2015-12-02 <nil>
	//  civil: "2015-02-30" is not a day of the calendar
}
