package letter_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/letter"
)

// paragraphs reads the text of each paragraph of a document.
func paragraphs(doc []byte) ([]string, error) {
	z, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	if err != nil {
		return nil, err
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var body struct {
		Paragraphs []struct {
			Text string `xml:"r>t"`
		} `xml:"body>p"`
	}
	if err := xml.NewDecoder(f).Decode(&body); err != nil {
		return nil, err
	}
	var texts []string
	for _, p := range body.Paragraphs {
		texts = append(texts, p.Text)
	}
	return texts, nil
}

func TestTheDocumentSaysWhatTheLetterSaysForEveryOutcome(t *testing.T) {
	q, err := disclosure.Request{Organ: "某区财政局", Subject: "<决算> & 预算", Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试申请人"}}.
		Apply(disclosure.Confirmed(civil.Day(2026, time.March, 2)))
	require.NoError(t, err)
	for _, o := range disclosure.Outcomes() {
		reply := disclosure.Reply{Outcome: o, Number: "某财信告〔2026〕1号", Grounds: "理由", HowToGet: "邮寄"}
		l, err := reply.Letter(q, civil.Day(2026, time.March, 10))
		require.NoError(t, err)
		var doc bytes.Buffer
		require.NoError(t, letter.Write(&doc, l))
		texts, err := paragraphs(doc.Bytes())
		require.NoError(t, err)
		require.Equal(t, l.Organ+"\n"+l.Text(), strings.Join(append([]string{texts[0], texts[2], texts[1]}, texts[3:]...), "\n")+"\n")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestAWriterThatFailsIsReported(t *testing.T) {
	require.ErrorContains(t, letter.Write(full{}, disclosure.Letter{}), "letter: write:")
	require.NoError(t, letter.Write(io.Discard, disclosure.Letter{}))
}

func TestTheSignatureKeepsToTheText(t *testing.T) {
	var doc bytes.Buffer
	require.NoError(t, letter.Write(&doc, disclosure.Letter{Title: "告知书", To: "申请人", Paragraphs: []string{"一", "二"}, Organ: "某办公室", Day: civil.Day(2026, time.March, 10)}))
	z, err := zip.NewReader(bytes.NewReader(doc.Bytes()), int64(doc.Len()))
	require.NoError(t, err)
	f, err := z.Open("word/document.xml")
	require.NoError(t, err)
	raw, err := io.ReadAll(f)
	require.NoError(t, err)
	require.Equal(t, 2, bytes.Count(raw, []byte("<w:keepNext/>")), "the last paragraph, and the organ")
}

func ExampleWrite() {
	q, _ := disclosure.Request{Subject: "2025年部门决算"}.Apply(disclosure.Confirmed(civil.Day(2026, time.March, 2)))
	l, _ := disclosure.Reply{Outcome: disclosure.Granted, HowToGet: "随信附上"}.Letter(q, civil.Day(2026, time.March, 10))
	var doc bytes.Buffer
	err := letter.Write(&doc, l)
	texts, _ := paragraphs(doc.Bytes())
	fmt.Println(texts[0], texts[len(texts)-1], err)
	// Output: 政府信息公开申请答复告知书 2026年3月10日 <nil>
}
