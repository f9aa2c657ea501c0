package catalog_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

var site = catalog.Site{Title: "兴庆区政府信息公开", Home: "https://example.com/catalogue", Office: "银川市兴庆区人民政府办公室", Updated: noon}

// feeds writes every form of syndication into one buffer.
func feeds(t *testing.T, c *catalog.Catalog, b *bytes.Buffer) {
	t.Helper()
	require.NoError(t, catalog.WriteAtom(b, site, c.Records(t.Context())))
	require.NoError(t, catalog.WriteJSONFeed(b, site, c.Records(t.Context())))
	require.NoError(t, catalog.WriteDCAT(b, site, c.Records(t.Context())))
	require.NoError(t, catalog.WriteSitemap(b, site, c.Records(t.Context())))
}

func TestSyndicationIsWellFormed(t *testing.T) {
	c := catalog.New(nil)
	r := report()
	r.Title, r.Number, r.Keywords = "关于<《A&B》>的公告", "000014349/2015-00001", []string{"年报"}
	r.Files = []catalog.File{{Name: "附表.pdf", Type: "application/pdf", Size: 12}}
	_, err := c.Publish(t.Context(), r, signer)
	require.NoError(t, err)

	var b bytes.Buffer
	require.NoError(t, catalog.WriteAtom(&b, site, c.Records(t.Context())))
	var atom struct {
		Updated string `xml:"updated"`
		Entry   struct {
			Title     string `xml:"title"`
			ID        string `xml:"id"`
			Published string `xml:"published"`
		} `xml:"entry"`
	}
	require.NoError(t, xml.Unmarshal(b.Bytes(), &atom))
	assert.Equal(t, "2015-12-02T12:00:00Z", atom.Updated)
	assert.Equal(t, "关于<《A&B》>的公告", atom.Entry.Title)
	assert.Equal(t, "https://example.com/catalogue?n=000014349%2F2015-00001", atom.Entry.ID)
	assert.Equal(t, "2015-12-02T00:00:00+08:00", atom.Entry.Published)

	for name, write := range map[string]func(*bytes.Buffer) error{
		"json feed": func(b *bytes.Buffer) error { return catalog.WriteJSONFeed(b, site, c.Records(t.Context())) },
		"dcat":      func(b *bytes.Buffer) error { return catalog.WriteDCAT(b, site, c.Records(t.Context())) },
	} {
		b.Reset()
		require.NoError(t, write(&b))
		var v map[string]any
		require.NoError(t, json.Unmarshal(b.Bytes(), &v), name)
		assert.Contains(t, b.String(), "关于<《A&B》>的公告", name)
	}
	b.Reset()
	require.NoError(t, catalog.WriteSitemap(&b, site, c.Records(t.Context())))
	require.NoError(t, xml.Unmarshal(b.Bytes(), new(struct{})))
	assert.Equal(t, 1, strings.Count(b.String(), "<loc>"))
}
