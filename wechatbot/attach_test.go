package wechatbot_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestAPictureReachesTheOfficeAndAFaultLosesNothing(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	f := p.Follow(to.bot, "甲")
	for _, text := range []string{"我要申请", "某处拆迁的补偿方案", "同意"} {
		f.Says(text)
	}
	p.Fail("media/get", 40007, 1)
	assert.Contains(t, f.Shows([]byte("\xff\xd8\xff\xe0 one")).Text, "请再发一次")
	p.Revoke() // the token is fetched again
	assert.Contains(t, f.Shows([]byte("\xff\xd8\xff\xe0 two")).Text, "已附上1个文件")
	for _, text := range []string{"测试人", "640104199001010018", "13900000000", "3"} {
		f.Says(text)
	}
	m := receipt.FindStringSubmatch(f.Says("提交"))
	require.NotNil(t, m)
	a, data, err := to.desk.File(context.Background(), m[1], 0)
	require.NoError(t, err)
	assert.Equal(t, "附件1.jpg", a.Name)
	assert.Equal(t, "\xff\xd8\xff\xe0 two", string(data))
	assert.NotContains(t, to.log.String(), f.OpenID)
}
