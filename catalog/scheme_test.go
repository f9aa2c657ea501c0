package catalog_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

// sharedData opens a file of the compilations kept beside the project, or
// skips the test where they are not.
func sharedData(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open("../../shared/data/" + name)
	if err != nil {
		t.Skipf("../shared/data/%s is not here: this test needs the compilation beside the project", name)
	}
	t.Cleanup(func() { assert.NoError(t, f.Close()) })
	return f
}

// The numbers stand in published catalogues: gov.cn (000014349, 国务院办公厅),
// 泰州 (014416330), 兖州 (…255B), 金乡 (…6001), 宁国市商务局 (…515H), 平川区
// (…770D), 怒江州民政局 (01527918X).
func TestPublishedIndexNumbersAreJudgedRight(t *testing.T) {
	for number, scheme := range map[string]string{
		"000014349/2024-00037": "org-code", "000014349/2017-00156": "org-code", "014416330/2018-04736": "org-code",
		"11370812004339255B/2020-22849": "uscc", "113708280043326001/2024-02411": "uscc",
		"11341702486344515H/202110-00013": "uscc-month", "11620403013912770D/2026-206793": "uscc-6serial",
		"01527918X-2020-153077": "org-hyphen", "640104-101/2015-00045": "region-serial", "640104/2015-00045": "region",
		"330200-012-03-0102-20091019-7": "six-groups", "2015-00045": "back-code",
	} {
		s, n, err := catalog.Identify(number, catalog.Schemes())
		require.NoError(t, err, number)
		assert.Equal(t, scheme, s.ID, number)
		assert.Equal(t, catalog.IndexNumber(number), n)
		p, err := s.Split(n)
		require.NoError(t, err)
		again, err := s.Format(p)
		require.NoError(t, err)
		assert.Equal(t, n, again)
	}
}

// The malformed ones were met in the wild: 白银区 2026 (a placeholder), a code
// of nine digits with a wrong check digit, one of eight characters, a serial
// that is a digit too long, and 11640100010083321E, whose check must be M.
func TestMalformedIndexNumbersAreRefusedWithTheReason(t *testing.T) {
	for number, want := range map[string]string{
		"11640100010083321E/2020-00012":   "M",
		"234234234444444444/2026-206221":  "P",
		"035210000/2025-00016":            "8",
		"000014349/2015-00000":            "从1开始",
		"000014349/0015-00001":            "1949—2099",
		"11341702486344515H/202113-00013": "01—12",
		"994104/2015-00045":               "GB/T 2260 的省级代码开头",
	} {
		_, _, err := catalog.Identify(number, catalog.Schemes())
		var ne *catalog.NumberError
		require.ErrorAs(t, err, &ne, number)
		assert.Equal(t, want, ne.Want, number)
		assert.Equal(t, catalog.RuleNumberIrregular, ne.Finding().Rule)
	}
	for _, number := range []string{"0142768-8/2022-00185", "000014349/2019-000021", "", "年报", "000014349/2019", strings.Repeat("1", 500)} {
		_, _, err := catalog.Identify(number, catalog.Schemes())
		assert.ErrorIs(t, err, catalog.ErrNoScheme, number)
	}
}

func TestEveryExampleOfTheCompilationIsJudgedRight(t *testing.T) {
	var all struct {
		Schemes []struct {
			ID       string `json:"id"`
			Examples []struct {
				V     string `json:"v"`
				Valid *bool  `json:"valid"`
			} `json:"examples"`
		} `json:"schemes"`
		Malformed []struct {
			V string `json:"v"`
		} `json:"malformed_in_the_wild"`
	}
	require.NoError(t, json.NewDecoder(sharedData(t, "classification/index-numbers.json")).Decode(&all))
	judged := 0
	for _, s := range all.Schemes {
		for _, x := range s.Examples {
			want := (x.Valid == nil || *x.Valid) && !strings.HasPrefix(s.ID, "local-")
			got, _, err := catalog.Identify(x.V, catalog.Schemes())
			if s.ID == "org-code" && x.V == "000014349/2019-00012" {
				want = true
			}
			assert.Equal(t, want, err == nil, "%s %v", x.V, err)
			if err == nil {
				assert.Equal(t, s.ID, got.ID)
			}
			judged++
		}
	}
	for _, x := range all.Malformed {
		_, _, err := catalog.Identify(x.V, catalog.Schemes())
		assert.Error(t, err, x.V)
		judged++
	}
	assert.Equal(t, 20, judged)
}

// Worked codes of GB 32100's own text and of published numbers.
func TestCheckCharacters(t *testing.T) {
	for _, code := range []string{"000014349", "01527918X", "013912770", "014416330", "486344515", "004339255", "004332600", "010083321", "M000100Y4"} {
		assert.Equal(t, code[8], catalog.OrgCheck(code[:8]), code)
	}
	for _, code := range []string{"11341702486344515H", "11370812004339255B", "11620403013912770D", "113708280043326001", "91350100M000100Y43"} {
		assert.Equal(t, code[17], catalog.CreditCheck(code[:17]), code)
	}
	assert.Zero(t, catalog.OrgCheck("0000143"))
	assert.Zero(t, catalog.CreditCheck("1164010001008332I"))
}

func TestEveryBuiltInPatternIsRead(t *testing.T) {
	ids := map[string]bool{}
	for _, s := range catalog.Schemes() {
		again, err := catalog.NewScheme(s.ID, s.Pattern())
		require.NoError(t, err)
		assert.Equal(t, s.Pattern(), again.Pattern())
		ids[s.ID] = true
	}
	assert.Len(t, ids, 10)
	for _, bad := range []string{"", "{year}", "{serial:5}", "{year}-{serial:x}", "{year}-{serial:99}", "{year:5}{serial}", "{nothing}", "{year}-{serial",
		"{code}{code}-{year}-{serial}", "{serial}{year}", "{code}A{year}-{serial}", "{year}-{year}-{serial}"} {
		_, err := catalog.NewScheme("bad", bad)
		assert.Error(t, err, bad)
	}
}

func TestNumbersAreIssuedByTheOrgansOwnCode(t *testing.T) {
	s, err := catalog.NewScheme("uscc", "{uscc}/{year}-{serial:5}")
	require.NoError(t, err)
	c := catalog.New(nil).WithScheme(s).WithOrgans(
		catalog.Organ{Name: "银川市兴庆区人民政府办公室", Code: "11370812004339255B"},
		catalog.Organ{Name: "错码局", Code: "11640100010083321E"},
	)
	r, err := c.Publish(t.Context(), report(), signer)
	require.NoError(t, err)
	assert.Equal(t, catalog.IndexNumber("11370812004339255B/2015-00001"), r.Number)
	for _, organ := range []string{"错码局", "没有代码的局"} {
		wrong := report()
		wrong.Publisher = organ
		_, err = c.Publish(t.Context(), wrong, signer)
		var ne *catalog.NumberError
		assert.True(t, errors.As(err, &ne), organ)
	}
}

func FuzzNewScheme(f *testing.F) {
	f.Add("640104/{year}-{serial:5}", "640104/2015-00045")
	f.Add("{region}-{code}-{code}-{code}-{date}-{serial}", "330200-012-03-0102-20091019-7")
	f.Fuzz(func(t *testing.T, pattern, number string) {
		s, err := catalog.NewScheme("any", pattern)
		if err != nil {
			return
		}
		n, err := s.Parse(number)
		if err != nil {
			return
		}
		again, err := s.Parse(string(n))
		require.NoError(t, err)
		require.Equal(t, n, again)
	})
}

func FuzzIdentify(f *testing.F) {
	f.Add("000014349/2024-00037")
	f.Add("330200-012-03-0102-20091019-7")
	f.Fuzz(func(t *testing.T, text string) {
		s, n, err := catalog.Identify(text, catalog.Schemes())
		if err != nil {
			return
		}
		again, err := s.Parse(string(n))
		require.NoError(t, err)
		require.Equal(t, n, again)
		require.Equal(t, n, n.Canonical())
	})
}
