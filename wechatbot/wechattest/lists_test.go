package wechattest_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// 「批量获取用户基本信息」, 「设置用户备注名」
func TestManyFollowersAreAskedForAtOnce(t *testing.T) {
	o := open(t)
	a, b := o.p.Follow(silent, "甲"), o.p.Stranger(silent, "乙")
	o.well("user/info/updateremark", object{"openid": a.OpenID, "remark": "网格员"})
	list := o.well("user/info/batchget", object{"user_list": []object{{"openid": a.OpenID}, {"openid": b.OpenID, "lang": "zh_CN"}}})["user_info_list"].([]any)
	assert.Equal(t, "网格员", list[0].(object)["remark"])
	assert.EqualValues(t, 0, list[1].(object)["subscribe"])
	assert.Equal(t, 40003, code(o.call("user/info/batchget", object{"user_list": []object{{"openid": "x"}}})))
	assert.Equal(t, 40003, code(o.call("user/info/updateremark", object{"openid": b.OpenID, "remark": "x"})))
}

// 「获取永久素材列表」, 「获取模板列表」
func TestMediaAndTemplatesAreListed(t *testing.T) {
	o := open(t)
	first, second := o.cover(), o.cover()
	o.upload("media/upload", "image", "a.png", dot()) // a temporary one is not among them
	list := o.well("material/batchget_material", object{"type": "image", "offset": 0, "count": 20})
	assert.EqualValues(t, 2, list["total_count"])
	var ids []any
	for _, item := range list["item"].([]any) {
		ids = append(ids, item.(object)["media_id"])
	}
	assert.ElementsMatch(t, []any{first, second}, ids)
	assert.EqualValues(t, 0, o.well("material/batchget_material", object{"type": "voice", "offset": 0, "count": 1})["total_count"])

	id := o.p.AddTemplate("编号：{{character_string1.DATA}}")
	form := o.get("template/get_all_private_template?access_token=")["template_list"].([]any)[0].(object)
	assert.Equal(t, id, form["template_id"])
	assert.Equal(t, "编号：{{character_string1.DATA}}", form["content"])
}

// 「JS-SDK使用权限签名算法」: the ticket of pages is good for two hours.
func TestPagesHaveATicket(t *testing.T) {
	o := open(t)
	ask := func() string { return text(o.get("ticket/getticket?type=jsapi&access_token="), "ticket") }
	first := ask()
	assert.NotEmpty(t, first)
	assert.Equal(t, first, ask())
	o.later(2*time.Hour + time.Second)
	assert.NotEqual(t, first, ask())
}

// Whatever path it is, but for what goes by a citizen's consent.
func TestEveryCallOfTheAccountNeedsItsToken(t *testing.T) {
	o := open(t)
	o.p.Handle("/datacube/getusersummary", http.NotFoundHandler())
	for path, want := range map[string]int{"/datacube/getusersummary": 41001, "/cgi-bin/ticket/getticket": 41001, "/sns/auth": 40001} {
		res, err := o.p.Client().Get("https://api.weixin.qq.com" + path)
		require.NoError(t, err)
		assert.Equal(t, want, code(o.read(res)), path)
	}
}
