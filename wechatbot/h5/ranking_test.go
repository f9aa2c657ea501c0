package h5_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheRankingOfAPeriodNamesEveryOrgan(t *testing.T) {
	v := newTown(t)
	w := get(v.handler, "/ranking/2015Q4")
	assert.Equal(t, http.StatusOK, w.Code)
	body := w.Body.String()
	assert.Contains(t, body, "2015年第四季度政府信息公开情况通报")
	assert.Contains(t, body, "兴庆区财政局", "who published nothing is named")
	assert.NotContains(t, body, street, "an organ of another place is not ranked")
	assert.Contains(t, body, `href="/ranking/2015Q3"`)
	w = get(v.handler, "/ranking/2015Q4.csv")
	assert.Contains(t, w.Header().Get("Content-Type"), "text/csv")
	assert.Contains(t, w.Body.String(), "名次,单位,公开条数,上期,增减\n1,")
	assert.Contains(t, w.Body.String(), "2,兴庆区财政局,0,0,0\n")
	var made struct {
		Total int
		Rows  []struct {
			Rank, N int
			Organ   string
		}
	}
	require.NoError(t, json.NewDecoder(get(v.handler, "/ranking/2015Q4.json").Body).Decode(&made))
	assert.Equal(t, 2, made.Total)
	assert.Equal(t, "兴庆区财政局", made.Rows[1].Organ)
	w = get(v.handler, "/ranking/2015Q4.xlsx")
	assert.Contains(t, w.Header().Get("Content-Type"), "spreadsheetml")
	assert.Equal(t, "PK", w.Body.String()[:2])
	body = get(v.handler, "/ranking/2014Q4").Body.String()
	assert.Contains(t, body, `这一期还没有公开的信息。有信息的年份：<a href="/ranking/2015">2015年</a>`)
	assert.NotContains(t, body, ">1</td><th", "nobody is first with nothing")
	assert.Contains(t, get(v.handler, "/report/2015.csv").Body.String(), "单位,银川市兴庆区人民政府办公室,2\n")
	require.NoError(t, json.NewDecoder(get(v.handler, "/report/2015.json").Body).Decode(&made))
	for _, path := range []string{"/report/2015.xlsx", "/report/2015.exe", "/ranking/2015Q4.exe", "/ranking/2015Q5", "/ranking/9999", "/ranking/1800", "/ranking/x.csv", "/sitemap/2.xml", "/sitemap/x"} {
		assert.Equal(t, http.StatusNotFound, get(v.handler, path).Code, path)
	}
	assert.Equal(t, http.StatusOK, get(v.handler, "/sitemap/1.xml").Code)
}
