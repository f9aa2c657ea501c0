package catalog_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// secret stands in every field of a hidden record that can hold it.
const secret = "隐蔽词条"

func hidden() catalog.Record {
	r := report()
	r.Title, r.Summary, r.Body, r.Publisher = secret+"的通知", secret+"概述文字。", secret+"正文，口袋公园共有12个", secret+"局"
	r.Column, r.Theme, r.Genre, r.Keywords = secret+"栏目", secret+"主题", secret+"体裁", []string{secret}
	r.Files = []catalog.File{{Name: secret + ".pdf", Text: secret}}
	r.Source, r.DocNumber = secret, secret+"〔2015〕7号"
	return r
}

// outputs is everything that leaves the catalogue towards the public, as text.
func outputs(t *testing.T, c *catalog.Catalog, number catalog.IndexNumber) map[string]string {
	t.Helper()
	ctx := t.Context()
	out := map[string]string{}
	keep := func(name string, v any, err error) {
		b, jsonErr := json.Marshal(v)
		require.NoError(t, jsonErr)
		out[name] = fmt.Sprintf("%s %v", b, err)
	}
	for _, q := range []catalog.Query{{}, {Text: secret}, {Text: "隐"}, {Text: string(number)}, {Text: "yinbicitiao"}, {Text: "7号"}, {Organ: secret + "局"}, {Year: 2015}} {
		p, err := c.Search(ctx, q)
		q2 := q
		p.Understood.Words = nil // the words of the question are the asker's own
		p.Understood.Organ = ""
		keep(fmt.Sprintf("search %+v", q2), p.Hits, err)
		keep(fmt.Sprintf("search total %+v", q2), p.Total, err)
	}
	r, err := c.Find(ctx, number)
	keep("find", r, err)
	stone, err := c.Tombstone(ctx, number)
	keep("tombstone", stone, err)
	var changes []catalog.Change
	for ch, err := range c.Since(ctx, 0) {
		require.NoError(t, err)
		changes = append(changes, ch)
	}
	keep("since", changes, nil)
	var records []catalog.Record
	for r, err := range c.Records(ctx) {
		require.NoError(t, err)
		records = append(records, r)
	}
	keep("records", records, nil)
	census, err := c.Census(ctx, civil.Date{}, civil.Date{})
	census.Withdrawn = 0 // how many were withdrawn is told
	keep("census", census, err)
	keep("ranking", census.Ranking(), nil)
	months, err := c.Monthly(ctx, "")
	keep("monthly", months, err)
	var b bytes.Buffer
	require.NoError(t, catalog.WriteCSV(&b, c.Records(ctx)))
	require.NoError(t, catalog.WriteJSONLines(&b, c.Records(ctx)))
	feeds(t, c, &b)
	out["files"] = b.String()
	duties, err := c.Duties(ctx, []catalog.Item{{ID: "1", Name: "隐", Column: catalog.Column(secret + "栏目"), Limit: disclosure.Quarterly.Limit()}}, civil.China(), civil.Day(2015, 12, 9))
	for i := range duties {
		duties[i].Item = catalog.Item{}
	}
	keep("duties", duties, err)
	linked, err := c.Linked(ctx, "2015-00001")
	keep("linked", linked, err)
	dangling, err := c.Dangling(ctx)
	keep("dangling", dangling, err)
	year := catalog.PeriodOf(civil.Day(2015, 12, 2), catalog.Year)
	circular, err := c.Circular(ctx, year, civil.China(), "政府办")
	keep("circular", circular, err)
	keep("circular table", circular.Table(), nil)
	force, by, err := c.Force(ctx, number, civil.Day(2016, 1, 1))
	keep("force", []any{force, by}, err)
	overdue, err := c.Overdue(ctx, nil, civil.China(), civil.Day(2016, 1, 1))
	keep("overdue", overdue, err)
	head, err := c.Head(ctx)
	keep("head", head, err)
	anchor, err := c.Anchor(ctx)
	keep("anchor", anchor, err)
	verified, err := c.Verify(ctx)
	keep("verify", verified, err)
	releases, err := c.Releases(ctx, string(number))
	keep("releases", releases, err)
	passage, err := c.Passage(ctx, number, secret, civil.Date{})
	keep("passage", passage, err)
	fact, err := c.Fact(ctx, "口袋公园有多少个", civil.Day(2016, 1, 1))
	keep("fact", fact, err)
	var on []catalog.Release
	for rel, err := range c.ReleasesOn(ctx, "公众号") {
		require.NoError(t, err)
		on = append(on, rel)
	}
	keep("releases on", on, nil)
	var index bytes.Buffer
	require.NoError(t, c.SaveIndex(ctx, &index))
	out["index"] = index.String() + utf16Text(index.Bytes())
	return out
}

// utf16Text shows the text in a file that keeps it two bytes a character, from
// either byte on.
func utf16Text(data []byte) string {
	var b strings.Builder
	for from := range 2 {
		for i := from; i+1 < len(data); i += 2 {
			b.WriteRune(rune(data[i]) | rune(data[i+1])<<8)
		}
	}
	return b.String()
}

// doors are the methods of a Catalog that the test above need not try: those
// that write or set, and those that are for clerks. What is in neither list and
// not tried by outputs fails, so that no new way out is forgotten.
var doors = strings.Fields(`
	Amend Archive Claim Erase Import LoadIndex Move Publish ReportBelated ReportNothing Settle Sync Turn WithOrgans WithScheme WithSynonyms Withdraw
	Audit LooksDue Paper Papers
	Predecessors SameDocNumber Successor Twins`)

// tried are the methods that outputs calls.
var tried = strings.Fields(`Anchor Census Circular Dangling Duties Fact Find Force Head Linked Monthly Overdue Passage Records Releases ReleasesOn SaveIndex Search Since Tombstone Verify`)

func TestNoWayOutOfTheCatalogueIsForgotten(t *testing.T) {
	kind := reflect.TypeFor[*catalog.Catalog]()
	var all []string
	for i := range kind.NumMethod() {
		all = append(all, kind.Method(i).Name)
	}
	assert.ElementsMatch(t, append(slices.Clone(doors), tried...), all, "try the new method in outputs, or say that it is a clerk's door")
	source, err := os.ReadFile("hidden_test.go")
	require.NoError(t, err)
	for _, name := range tried {
		assert.Contains(t, string(source), "c."+name+"(")
	}
}

func TestAHiddenRecordIsFoundByNobodyAnywhere(t *testing.T) {
	for _, status := range []catalog.Status{catalog.Draft, catalog.InReview, catalog.SecrecyReview, catalog.Returned, catalog.Scheduled, catalog.Withheld, catalog.Withdrawn, catalog.Discarded} {
		t.Run(string(status), func(t *testing.T) {
			c := catalog.New(nil)
			seen := report()
			seen.Links = []catalog.Link{{Kind: catalog.Interprets, To: "2015-00002"}}
			_, err := c.Publish(t.Context(), seen, signer)
			require.NoError(t, err)
			r := hidden()
			for _, step := range ways[status] {
				r, err = c.Move(t.Context(), catalogtest.Ready(r, step), step, "内容失效", when(step))
				require.NoError(t, err)
			}
			number := r.Number
			if number == "" {
				number = "2015-00002"
			}
			require.NoError(t, c.Claim(t.Context(), catalog.Release{Subject: string(number), Channel: "公众号", At: noon}))
			for name, text := range outputs(t, c, number) {
				if status == catalog.Withdrawn && (name == "tombstone" || name == "since") {
					text = bytesReplace(text, secret+"局") // whose number it was is told
				}
				assert.NotContains(t, text, secret, name)
			}
		})
	}
	c := catalog.New(nil)
	shown := hidden()
	shown.Links = []catalog.Link{{Kind: catalog.Interprets, To: "2015-00001"}}
	_, err := c.Publish(t.Context(), report(), signer)
	require.NoError(t, err)
	r, err := c.Publish(t.Context(), shown, signer)
	require.NoError(t, err)
	seen := 0
	out := outputs(t, c, r.Number)
	for _, text := range out {
		if bytes.Contains([]byte(text), []byte(secret)) {
			seen++
		}
	}
	assert.Contains(t, out["fact"], secret)
	assert.Greater(t, seen, 8, "the same outputs show it when it is public, so this test can fail")
}

func bytesReplace(text, drop string) string {
	return string(bytes.ReplaceAll([]byte(text), []byte(drop), nil))
}
