package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestARankingIsPrintedForAPeriod(t *testing.T) {
	d := stocked(t)
	office := d.file("about.json", `{"name":"政府办","organs":[{"name":"政府办"},{"name":"财政局"},{"name":"外地","elsewhere":true}]}`)
	code, said := d.types("--office", office, "ranking", "2026Q4")
	require.Zero(t, code, said)
	assert.Equal(t, `2026年第四季度政府信息公开情况通报
名次  单位    公开条数  上期  增减  逾期公开
1     政府办  30        0     +30   0
2     财政局  0         0     0     0
      合计    30        0     +30   0
`, said)
	code, said = d.types("--office", office, "ranking", "2026Q4", "--format", "csv")
	require.Zero(t, code, said)
	assert.Contains(t, said, "1,政府办,30,0,+30,0\n")
	code, said = d.types("census", "2026-11")
	require.Zero(t, code, said)
	assert.Contains(t, said, "2026年11月公开30条，其中后来撤回1条")
	code, said = d.types("census", "2026", "--format", "json")
	require.Zero(t, code, said)
	assert.True(t, json.Valid([]byte(said)))
	code, said = d.types("ranking", "昨天")
	assert.Equal(t, 2, code, said)
	code, said = d.types("ranking")
	require.Zero(t, code, said)
	assert.Contains(t, said, "2026年第三季度", "the quarter that has ended")
}

func TestAScorecardIsAddedUp(t *testing.T) {
	d := sit(t)
	code, said := d.types("scorecard", d.file("2026年考核表.csv", "方面,小项,满分,得分,理由\n主动公开,目录规范,3,2.5,\n,及时更新,2,2,\n"))
	require.Zero(t, code, said)
	assert.Contains(t, said, "2026年考核表\n")
	assert.Contains(t, said, "合计                5     4.5\n")
	assert.Contains(t, said, "[警告] 主动公开／目录规范：扣了分，没有写明理由。")
	code, said = d.types("scorecard", d.file("c.csv", "方面,小项,满分,得分\n主动公开,目录规范,3,5\n"))
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "得分超出了范围")
}
