package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatAnOfficeIsIsKeptOnceItIsRight(t *testing.T) {
	d := sit(t)
	data := filepath.Join("..", "..", "..", "examples", "xingqing", "data")
	good := d.file("office.json", `{"name": "示例区人民政府", "desk": "示例区人民政府办公室"}`)
	for text, says := range map[string]string{
		`{"nmae": "示例区人民政府"}`:                   `unknown field "nmae"`,
		`{"desk": "示例区人民政府办公室"}`:                "name is missing",
		`{"name": "示例区人民政府"`:                    "unexpected EOF",
		`{"name": "示例区人民政府", "rude": ["a", 3]}`: "cannot unmarshal number",
	} {
		code, said := d.types("office", "keep", "--about", d.file("bad.json", text), "--settings", filepath.Join(data, "settings.json"))
		assert.Equal(t, 2, code)
		assert.Contains(t, said, says)
		assert.Contains(t, said, "bad.json")
		assert.Contains(t, said, "nothing was kept")
	}
	for text, says := range map[string]string{`{"regoin": "ningxia"}`: "regoin", `{"region": "mars"}`: "neither none nor ningxia", `{"scheme": "{what}"}`: "what",
		`{"terms": {"complaint": {"workdays": 5}}}`: "by what it is set"} {
		code, said := d.types("office", "keep", "--about", good, "--settings", d.file("bad.json", text))
		assert.Equal(t, 2, code, text)
		assert.Contains(t, said, says)
	}
	d.inside(func(o *office) {
		assert.Empty(t, o.about.Name, "a right file beside a wrong one is not kept either")
	})
	code, said := d.types("office", "keep")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "--about, --items or --settings")
	code, said = d.types("office", "keep", "--about", good, "--items", filepath.Join(data, "items.csv"), "--settings", filepath.Join(data, "settings.json"))
	require.Zero(t, code, said)
	assert.Contains(t, said, "已存入3份")
	d.inside(func(o *office) {
		assert.Equal(t, "示例区人民政府办公室", o.about.Desk)
		items, err := o.items()
		require.NoError(t, err)
		assert.Len(t, items, 4)
		assert.NotEqual(t, o.cal, o.cal.National(), "the region's days are counted")
	})
}

func TestTheManualsFilesAreTaken(t *testing.T) {
	d := sit(t)
	manual, err := os.ReadFile("../../../docs/office.md")
	require.NoError(t, err)
	blocks := regexp.MustCompile("(?s)```json\n(.*?)```").FindAllSubmatch(manual, -1)
	require.Len(t, blocks, 2)
	code, said := d.types("office", "keep", "--about", d.file("office.json", string(blocks[0][1])))
	require.Zero(t, code, said)
	d.inside(func(o *office) {
		guide, found := o.about.Find("请问老年证怎么办")
		assert.True(t, found)
		assert.Equal(t, "示例路2号", guide.Place)
	})
	code, said = d.types("--config", d.file("serve.json", string(blocks[1][1])), "due")
	assert.Zero(t, code, said)
}

func TestABackupIsWholeAndOpensWithTheKey(t *testing.T) {
	d := sit(t)
	r := d.asked()
	copied := filepath.Join(d.dir, "copy.db")
	code, said := d.types("backup", copied)
	require.Zero(t, code, said)
	assert.Contains(t, said, "office.key")
	code, said = d.types("backup", copied)
	assert.Equal(t, 2, code, "what is there is not written over")
	assert.Contains(t, said, "copy.db")
	o, err := storage{DB: copied, KeyFile: filepath.Join(d.dir, "office.key")}.open(t.Context())
	require.NoError(t, err)
	kept, err := o.desk.Request(t.Context(), r.ID)
	require.NoError(t, err)
	assert.Equal(t, r.Applicant.Name, kept.Applicant.Name)
	require.NoError(t, o.close())
	entries, err := os.ReadDir(d.dir)
	require.NoError(t, err)
	for _, e := range entries {
		assert.NotContains(t, e.Name(), "copy.key", "the key is not beside it")
	}
}
