package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const unveiled = `{"title":"关于2026年就业见习名单的公示","summary":"见习名单和监督电话。","date":"2026-11-20","publisher":"人社局",
"column":"公示公告","category":"临时公开","files":[{"name":"名单.txt"},{"name":"附表.pdf"}]}`

func TestAttachmentsAreScreenedLookedAtPlacedAndVerified(t *testing.T) {
	d := sit(t)
	file := d.file("record.json", unveiled)
	d.file("名单.txt", "某某，640104199001010018") // made up, with a valid check character
	d.file("附表.pdf", "%PDF-1.7")

	code, said := d.types("--by", "甲", "publish", file, "--reviewer", "乙")
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "附件《名单.txt》：含有公民身份号码")
	assert.Contains(t, said, "附件《附表.pdf》：附件的文字没有读")
	assert.NotContains(t, said, "640104199001010018")

	d.file("名单.txt", "某某")
	code, said = d.types("--by", "甲", "publish", file, "--reviewer", "乙")
	assert.Equal(t, 1, code, said)
	id := regexp.MustCompile(`放行编号 (\w{16})`).FindStringSubmatch(said)
	require.NotNil(t, id, said)
	code, said = d.types("--by", "甲", "publish", file, "--reviewer", "乙", "--waive", id[1]+"=已逐页看过")
	assert.Zero(t, code, said)
	code, said = d.types("verify")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "2件附件与公开时相同")

	renamed := d.file("补充.docx", "not a document")
	code, said = d.types("attach", "640104/2026-00001", renamed, "--looked", "已看过")
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "内容不是后缀名“.docx”说的那一种")
	more := d.file("补充.pdf", "%PDF-1.7 more")
	code, said = d.types("attach", "640104/2026-00001", more)
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "没有读")
	code, said = d.types("attach", "640104/2026-00001", more, "--looked", "已看过")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "附件3件")
}

func TestAttachmentsOfAnImportThatWasBrokenOffArePlacedByTheNextOne(t *testing.T) {
	d := sit(t)
	table := d.file("rows.csv", "名称,内容概述,生成日期,发布机构,附件\n甲公告,概述文字。,2026-11-20,政府办,甲.txt\n乙公告,概述文字。,2026-11-20,政府办,../office.key\n丙公告,概述文字。,2026-11-20,政府办,没有.txt\n")
	d.file("甲.txt", "全文")
	code, said := d.types("import", table, "--existing")
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "附件名里不能有上级文件夹")
	assert.Contains(t, said, "附件《没有.txt》：没有找到这个附件")
	assert.Contains(t, said, "发布2条，已有0条，退回1条")
	d.forget(t, "files/")
	code, said = d.types("verify")
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "附件《甲.txt》：没有放入")
	code, said = d.types("import", table, "--existing")
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "发布0条，已有2条，退回1条")
	code, said = d.types("verify")
	assert.Zero(t, code, said)
	require.NoError(t, os.WriteFile(filepath.Join(d.dir, "甲.txt"), []byte("改过"), 0o600))
	code, said = d.types("attach", "640104/2026-00001", filepath.Join(d.dir, "甲.txt"), "--reviewer", "乙", "--by", "甲")
	assert.Zero(t, code, said)
}

// forget takes files out of the database behind the office's back.
func (d deskOf) forget(t *testing.T, under string) {
	t.Helper()
	d.inside(func(o *office) {
		_, err := o.db.Exec("DELETE FROM catalog_files WHERE name LIKE ?", under+"%")
		require.NoError(t, err)
	})
}
