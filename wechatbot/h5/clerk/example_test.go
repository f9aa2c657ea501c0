package clerk_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// The desk lets in whoever has a name and a password, and asks everybody else.
func ExampleNew() {
	hash, err := clerk.Hash("correct horse battery")
	if err != nil {
		fmt.Println(err)
		return
	}
	people := []clerk.Person{{Name: "经办", Hash: hash, Roles: []clerk.Role{clerk.Drafter}}}
	desk, err := clerk.New(clerk.Config{Catalog: catalog.New(nil), Base: "/desk", People: func() ([]clerk.Person, error) { return people, nil }})
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	desk.ServeHTTP(w, httptest.NewRequest("GET", "/desk/records", nil))
	fmt.Println(w.Code, regexp.MustCompile(`<h1>.*</h1>`).FindString(w.Body.String()))
	// Output: 401 <h1>登录</h1>
}

func ExamplePerson() {
	p := clerk.Person{Name: "双岗", Roles: []clerk.Role{clerk.Drafter, clerk.Reviewer}}
	fmt.Println(p.Titles(), p.Is(clerk.Head))
	// Output: 拟稿、审核 false
}

func ExampleReadPeople() {
	people, err := clerk.ReadPeople(strings.NewReader(`[{"name":"审核","roles":["reviewer"]}]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = clerk.WritePeople(os.Stdout, people)
	// Output:
	// [
	//  {
	//   "name": "审核",
	//   "roles": [
	//    "reviewer"
	//   ]
	//  }
	// ]
}

// Standing says the same at the desk, in the command and in the list of what is due.
func ExampleStanding() {
	r, err := disclosure.Request{}.Apply(disclosure.Confirmed(civil.Day(2026, 10, 28)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(clerk.Standing(r, civil.China(), civil.Day(2026, 11, 23)))
	fmt.Println(clerk.Urgency(r, civil.China()))
	// Output:
	// 办理中；最迟2026-11-25，还剩2个工作日（《政府信息公开条例》第三十三条第二款）
	// 2026-11-25
}
