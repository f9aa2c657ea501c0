package h5_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

func ExampleNew() {
	c := catalog.New(nil)
	r, err := c.Publish(context.Background(), catalog.Record{
		Title: "兴庆区2015年政府信息公开年度工作报告", Summary: "2015年全年主动公开1636条。", Date: civil.Day(2015, time.December, 2),
		Publisher: "银川市兴庆区人民政府办公室", Drafter: "经办人", Review: catalog.Review{By: "审查人", Result: catalog.Cleared},
	}, catalog.Actor{Name: "签发人", At: time.Date(2015, time.December, 2, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		fmt.Println(err)
		return
	}
	pages, err := h5.New(h5.Config{Catalog: c, Office: h5.Office{Name: "银川市兴庆区人民政府"}, Links: h5.Links{Base: "https://example.gov.cn/h5"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder() // http.Handle("/h5/", pages) in a program
	pages.ServeHTTP(w, httptest.NewRequest("GET", "/h5/r/"+string(r.Number), nil))
	fmt.Println(w.Code, strings.Contains(w.Body.String(), "2015年全年主动公开1636条。"))
	fmt.Println(h5.Links{Base: "https://example.gov.cn/h5"}.Record(r.Number))
	fmt.Printf("%q\n", h5.Links{}.Record(r.Number))
	// Output:
	// 200 true
	// https://example.gov.cn/h5/r/2015-00001
	// ""
}

func ExampleLoadOffice() {
	o, err := h5.LoadOffice(strings.NewReader(`{"name": "银川市兴庆区人民政府", "guide": [
		{"question": "政务服务中心有多少窗口？", "answer": "32个窗口。", "words": ["政务大厅", "窗口"], "source": "2015年度报告"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	g, _ := o.Find("政务大厅在哪")
	fmt.Println(g.Answer)
	_, err = h5.LoadOffice(strings.NewReader(`{"nmae": "银川市兴庆区人民政府"}`))
	fmt.Println(err)
	// Output:
	// 32个窗口。
	// h5: office: json: unknown field "nmae"
}
