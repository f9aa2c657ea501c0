package main

import (
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOldFindingsDoNotDrownNewOnes(t *testing.T) {
	d := stocked(t)
	known := filepath.Join(d.dir, "known.txt")
	code, said := d.types("lint", "--baseline", known, "--remember")
	require.Zero(t, code, said)
	assert.Contains(t, said, "category-missing")
	code, said = d.types("lint", "--baseline", known)
	require.Zero(t, code, said)
	assert.Contains(t, said, "共30条，30条没有问题（已知的")
	code, said = d.types("import", d.file("more.csv", "名称,内容概述,生成日期,公开日期,发布机构\n关于兴庆区集中停水检修的公告。,概述文字。,2026-11-20,2026-11-21,政府办\n"), "--existing")
	require.Zero(t, code, said)
	code, said = d.types("lint", "--baseline", known, "--off", "category-missing")
	require.Zero(t, code, said)
	assert.Contains(t, said, "名称末尾")
	assert.Contains(t, said, "可以改为：关于兴庆区集中停水检修的公告\n")
	assert.NotContains(t, said, "第1号公告", "what was known is not told again")
	assert.NotContains(t, said, hidden)
	code, _ = d.types("lint", "--off", "no-such-rule")
	assert.Equal(t, 2, code)
	code, _ = d.types("lint", "--remember")
	assert.Equal(t, 2, code)
}

func TestAnAnchorIsHeldAgainstTheChain(t *testing.T) {
	d := stocked(t)
	code, said := d.types("verify")
	require.Zero(t, code, said)
	anchor := regexp.MustCompile(`锚 (\d+:\w{64})`).FindStringSubmatch(said)
	require.NotNil(t, anchor, said)
	code, said = d.types("verify", "--anchor", anchor[1])
	require.Zero(t, code, said)
	other := sit(t)
	code, said = other.types("publish", other.file("r.json", record), "--by", "甲", "--reviewer", "乙")
	require.Zero(t, code, said)
	code, said = other.types("verify", "--anchor", anchor[1])
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "与链条不符")
	code, _ = d.types("verify", "--anchor", "昨天")
	assert.Equal(t, 2, code)
}
