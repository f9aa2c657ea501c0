package wechatbot

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// FuzzAnswer holds the hand-made writer against the SDK's, through encoding/xml:
// either says the same to WeChat.
func FuzzAnswer(f *testing.F) {
	for _, text := range []string{"您好", "a]]>b]]]]>>", "<a href=\"x\">1 & 2</a>", "\x00\x1b\xff\ufffe ]]", strings.Repeat("长", 700)} {
		f.Add(text, "oX")
	}
	f.Fuzz(func(t *testing.T, text, to string) {
		text, to = clean(text), clean(to)
		sdk := message.NewText(short(text))
		sdk.SetToUserName(message.CDATA(to))
		sdk.SetFromUserName("gh")
		sdk.SetCreateTime(7)
		sdk.SetMsgType(message.MsgTypeText)
		theirs, err := xml.Marshal(sdk)
		require.NoError(t, err)
		var want, got struct {
			message.CommonToken
			Content string `xml:"Content"`
		}
		require.NoError(t, xml.Unmarshal(theirs, &want))
		ours := answer{text: text}.xml(nil, to, "gh", 7)
		if text == "" {
			require.Nil(t, ours)
			return
		}
		require.NoError(t, xml.Unmarshal(ours, &got), "%q", ours)
		require.Equal(t, want, got)
	})
}

func TestACardIsAnArticle(t *testing.T) {
	var n message.News
	require.NoError(t, xml.Unmarshal(answer{card: &card{"题]]>目", "几句话", "http://x/?a=1&b=2", "http://y"}}.xml(nil, "oX", "gh", 1), &n))
	assert.Equal(t, []*message.Article{{Title: "题]]>目", Description: "几句话", PicURL: "http://x/?a=1&b=2", URL: "http://y"}}, n.Articles)
	assert.Equal(t, 1, n.ArticleCount)
	assert.EqualValues(t, "news", n.MsgType)
}

func TestWhatIsNotSeenIsNotSaid(t *testing.T) {
	assert.Equal(t, "三公经费", writing.Tidy("三\u200b公\u202e经\ufeff费"))
}
