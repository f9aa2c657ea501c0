package clerk_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// ledger keeps what is handed in, and calls every file wrong whose words say so.
type ledger struct{ kept []clerk.Tables }

func (l *ledger) Check(_ context.Context, t clerk.Tables) (clerk.Checked, error) {
	var out clerk.Checked
	for _, f := range t.Files {
		if string(f.Data) == "认不出" {
			continue
		}
		out.Tables = append(out.Tables, f.Name)
		for i := range strings.Count(string(f.Data), "错") {
			out.Findings = append(out.Findings, disclosure.Finding{Severity: disclosure.Wrong, Where: fmt.Sprintf("%s 第%d行", f.Name, i+1), Text: "合计不符。"})
		}
	}
	out.Again = len(l.kept) > 0
	return out, nil
}

func (l *ledger) Keep(_ context.Context, t clerk.Tables) error {
	l.kept = append(l.kept, t)
	return nil
}

var tableFields = map[string]string{"organ": "兴庆区教育局", "year": "2026", "stage": "final", "source": "区政府网站", "published": "2026-02-05"}

func TestBudgetTablesAreCheckedByAnyoneAndKeptByAReviewer(t *testing.T) {
	l := &ledger{}
	o := newOffice(t, func(c *clerk.Config) { c.Accounts = l })
	drafter, reviewer := o.as("经办"), o.as("审核")
	assert.Contains(t, drafter.page("/desk/"), `href="/desk/tables"`)
	w := drafter.sends("/desk/tables", tableFields, [2]string{"收支总表.csv", "错错"}, [2]string{"支出表.csv", "对"})
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	html := drafter.page(w.Header().Get("Location"))
	assert.Contains(t, html, "认出2张表：收支总表.csv、支出表.csv")
	assert.Contains(t, html, "收支总表.csv 第2行")
	assert.Contains(t, html, "由审核或者负责人加入账册")
	mark := strings.SplitN(w.Header().Get("Location"), "=", 2)[1]
	assert.Equal(t, http.StatusForbidden, drafter.post("/desk/tables/keep", with(nil, "of", mark)).Code)
	assert.Equal(t, http.StatusConflict, reviewer.post("/desk/tables/keep", with(nil, "of", mark)).Code, "everybody has their own")

	w = reviewer.sends("/desk/tables", tableFields, [2]string{"收支总表.csv", "错"})
	html = reviewer.page(w.Header().Get("Location"))
	form := reviewer.fields(html, "加入账册")
	w = reviewer.post("/desk/tables/keep", form)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Empty(t, l.kept)
	require.Equal(t, http.StatusSeeOther, reviewer.post("/desk/tables/keep", with(form, "printed", "yes")).Code)
	require.Len(t, l.kept, 1)
	assert.Equal(t, clerk.Tables{Organ: "兴庆区教育局", Year: 2026, Final: true, Source: "区政府网站", Published: "2026-02-05",
		Files: []clerk.Upload{{Name: "收支总表.csv", Data: []byte("错")}}}, l.kept[0])
	assert.Contains(t, reviewer.page("/desk/tables?of="+form.Get("of")), "加入后换成新的")

	w = reviewer.sends("/desk/tables", tableFields, [2]string{"x.csv", "认不出"})
	assert.Contains(t, reviewer.page(w.Header().Get("Location")), "没有认出预决算表")
	of := strings.SplitN(w.Header().Get("Location"), "=", 2)[1]
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post("/desk/tables/keep", with(nil, "of", of, "printed", "yes")).Code)
	assert.Len(t, l.kept, 1)
}

func TestFieldsOfBudgetTablesThatAreWrongAreSaidBesideThem(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) { c.Accounts = &ledger{} })
	s := o.as("审核")
	for name, wrong := range map[string]string{"organ": "../../office", "year": "二〇二六", "source": "", "published": "去年"} {
		fields := map[string]string{}
		for k, v := range tableFields {
			fields[k] = v
		}
		fields[name] = wrong
		w := s.sends("/desk/tables", fields, [2]string{"x.csv", "对"})
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, name)
		assert.Contains(t, w.Body.String(), `id="`+name+`-wrong"`)
	}
	assert.Equal(t, http.StatusUnprocessableEntity, s.sends("/desk/tables", tableFields).Code)
	assert.Equal(t, http.StatusNotFound, newOffice(t).as("审核").get("/desk/tables").Code)
}
