package h5_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
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
	for _, path := range []string{"/ranking/2015Q5", "/ranking/9999", "/ranking/1800", "/ranking/x.csv", "/sitemap/2.xml", "/sitemap/x"} {
		assert.Equal(t, http.StatusNotFound, get(v.handler, path).Code, path)
	}
	assert.Equal(t, http.StatusOK, get(v.handler, "/sitemap/1.xml").Code)
}
