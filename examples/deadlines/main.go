// Command deadlines counts a reply's time limit day by day: an application
// confirmed before the Spring Festival of 2026.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func main() {
	confirmed := civil.Day(2026, time.February, 13)
	r := disclosure.Request{Events: []disclosure.Event{disclosure.Submitted(confirmed), disclosure.Confirmed(confirmed)}}
	due, err := r.Due(civil.China())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%s确认收到，最迟%s答复（%s）\n", confirmed.Chinese(), due.Day.Chinese(), due.Article)
	lines, err := civil.China().Explain(confirmed, 20)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, line := range lines {
		fmt.Println(line)
	}
}
