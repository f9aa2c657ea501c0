package envelope

import (
	"encoding/xml"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What WeChat sends, as its documents show it, and what it should not send.
var (
	everyday = map[string]string{
		"text":      `<xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1348831860</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[义务教育 <招生> & ]]]]><![CDATA[>]]></Content><MsgId>1234567890123456</MsgId></xml>`,
		"menu":      "<xml>\n <FromUserName>oX</FromUserName>\n <CreateTime></CreateTime><MsgType>text</MsgType><Content>2</Content><bizmsgmenuid>1</bizmsgmenuid><MsgId> 7 </MsgId>\n</xml>\n",
		"image":     `<xml><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[image]]></MsgType><PicUrl><![CDATA[http://x/?a=1&b=2]]></PicUrl><MediaId><![CDATA[m]]></MediaId><MsgId>1</MsgId></xml>`,
		"voice":     `<xml><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[voice]]></MsgType><MediaId><![CDATA[m]]></MediaId><Format><![CDATA[speex]]></Format><Recognition><![CDATA[三公经费]]></Recognition><MsgId>1</MsgId></xml>`,
		"location":  `<xml><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[location]]></MsgType><Location_X>38.134395</Location_X><Location_Y>-106.27</Location_Y><Scale>20</Scale><Label><![CDATA[银川]]></Label><MsgId>1</MsgId></xml>`,
		"link":      `<xml><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[link]]></MsgType><Title><![CDATA[t]]></Title><Description><![CDATA[]]></Description><Url><![CDATA[u]]></Url><MsgId>1</MsgId></xml>`,
		"subscribe": `<xml><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[qrscene_5]]></EventKey><Ticket><![CDATA[T]]></Ticket></xml>`,
		"view":      `<xml><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[VIEW]]></Event><EventKey><![CDATA[u]]></EventKey><MenuId>9</MenuId></xml>`,
		"position":  `<xml><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[LOCATION]]></Event><Latitude>23.1</Latitude><Longitude>113.3</Longitude><Precision>119.3</Precision></xml>`,
	}
	unusual = []string{
		`<xml><FromUserName>oX</FromUserName><MsgType>event</MsgType><Event>PUBLISHJOBFINISH</Event><PublishEventInfo><publish_id>2247503051</publish_id><publish_status>0</publish_status><article_detail><count>1</count><item><idx>1</idx><article_url><![CDATA[ARTICLE_URL]]></article_url></item></article_detail></PublishEventInfo></xml>`,
		`<xml><FromUserName>oX</FromUserName><MsgType>event</MsgType><Event>MASSSENDJOBFINISH</Event><MsgID>1000001625</MsgID><Status>err(30003)</Status><TotalCount>3</TotalCount><SentCount>2</SentCount></xml>`,
		`<xml><FromUserName>oX</FromUserName><MsgType>text</MsgType><Content>&lt;&#20013;&amp;</Content><MsgId>x1</MsgId></xml>`,
		`<?xml version="1.0"?><!-- a --><xml a="b"><FromUserName>oX</FromUserName><MsgType>text</MsgType><Content>a<!-- b -->c</Content></xml>`,
		"<xml><FromUserName>oX</FromUserName><MsgType>text</MsgType><Content><![CDATA[a\r\nb]]></Content></xml>",
		`<!DOCTYPE x [<!ENTITY e "boom">]><xml><FromUserName>oX</FromUserName><MsgType>text</MsgType><Content>&e;</Content></xml>`,
		`<xml><FromUserName>oX</FromUserName><MsgType>text</MsgType><Content>a]]>b</Content></xml>`,
		`<xml><FromUserName>oX</FromUserName><MsgType>text</MsgType><CreateTime>soon</CreateTime></xml>`,
		"<xml><FromUserName>oX</FromUserName><MsgType>text</MsgType><Content>\x00\xff\xef\xbf\xbe</Content></xml>",
		`<xml><FromUserName>oX</FromUserName><MsgType>text</MsgTyp></xml>`, `<xml><FromUserName>oX`, `<xml>`, ``, `<a><Encrypt>x</Encrypt></a>`, `<xml><Encrypt><b>x</b></Encrypt></xml>`,
		`<xml></xml><xml></xml>`, `<xml/>`, `<xml><FromUserName/><MsgType/></xml>`, `<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName><MsgType>c</MsgType></xml>`,
	}
)

func TestWhatPeopleSendIsReadByHand(t *testing.T) {
	for name, text := range everyday {
		var a Arrival
		assert.True(t, flat([]byte(text), a.take), name)
	}
	a, ok := ReadArrival([]byte(everyday["text"]))
	require.True(t, ok)
	assert.Equal(t, "义务教育 <招生> & ]]>", a.Content)
	assert.EqualValues(t, "oX", a.FromUserName)
	assert.EqualValues(t, 1234567890123456, a.MsgID)
}

func TestWhatIsUnusualIsReadAllTheSame(t *testing.T) {
	a, ok := ReadArrival([]byte(unusual[0]))
	require.True(t, ok)
	assert.EqualValues(t, 2247503051, a.PublishEventInfo.PublishID)
	a, ok = ReadArrival([]byte(unusual[1]))
	require.True(t, ok)
	assert.EqualValues(t, 1000001625, a.TemplateMsgID)
	a, ok = ReadArrival([]byte(unusual[2]))
	require.True(t, ok)
	assert.Equal(t, "<中&", a.Content)
	assert.Equal(t, "x1", a.ID)
	for _, text := range unusual[5:10] {
		_, ok = ReadArrival([]byte(text))
		assert.False(t, ok, text)
	}
}

// FuzzArrival holds the hand-made reader against encoding/xml: what it takes, that
// takes too, and reads the same in it.
func FuzzArrival(f *testing.F) {
	for _, text := range everyday {
		f.Add([]byte(text))
	}
	for _, text := range unusual {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var hand, oracle Arrival
		if flat(body, hand.take) {
			require.NoError(t, xml.Unmarshal(body, &oracle), "%q", body)
			oracle.XMLName = xml.Name{}
			require.Equal(t, fmt.Sprintf("%#v", oracle), fmt.Sprintf("%#v", hand), "%q", body) // NaN is not itself
		}
		var s struct {
			Encrypt string `xml:"Encrypt"`
		}
		err := xml.Unmarshal(body, &s)
		sealed, ok := ReadSealed(body)
		require.Equal(t, err == nil, ok, "%q", body)
		if ok {
			require.Equal(t, s.Encrypt, string(sealed), "%q", body)
		}
	})
}

// What XML does not allow is left out, and the rest of the message is read.
func TestWhatXMLDoesNotAllowIsLeftOut(t *testing.T) {
	message := "<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>三\x00公\ufffe经\xff费</Content></xml>"
	a, ok := ReadArrival(Legal([]byte(message)))
	require.True(t, ok)
	assert.Equal(t, "三公经费", a.Content)
	plain := []byte("<xml>停水</xml>")
	assert.Equal(t, &plain[0], &Legal(plain)[0], "a copy of a message that is as it should be")
}
