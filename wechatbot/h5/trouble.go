package h5

import (
	"errors"
	"net/http"

	"github.com/zwgk/zwgk/catalog"
)

// troubleText says in plain Chinese what went wrong and what to do next.
type troubleText struct{ Title, Text string }

func textOf(status int) troubleText {
	switch status {
	case http.StatusNotFound:
		return troubleText{"没有找到这个页面", "链接可能不完整，或者信息已经换了地址。请在上面的搜索框里输入名称、文号或者索引号再找一次。"}
	case http.StatusGone:
		return troubleText{"这条信息已经撤下", ""}
	case http.StatusMethodNotAllowed:
		return troubleText{"不能这样打开这个页面", "请从目录或者公众号的链接重新进入。"}
	case http.StatusForbidden:
		return troubleText{"这次提交没有被接受", "提交不是从本站的页面发出的。您填的内容没有保存，请回到本站的页面重新提交。"}
	case http.StatusRequestEntityTooLarge:
		return troubleText{"内容太长", "请把内容写短一些再提交；材料较多的，可以寄到公开办或者当面递交。"}
	case http.StatusTooManyRequests:
		return troubleText{"查询码错的次数太多", "从这里填错的次数太多，请核对以后过一小时再试，也可以换一个网络或者手机。已经打开的页面照样能用。忘了查询码，请带身份证明到公开办查询，怎么联系见下面的“公开指南”。"}
	}
	return troubleText{"页面暂时打不开", "是我们这边出了问题，不是您操作有误。请过几分钟再试；着急的事请找公开办，怎么联系见下面的“公开指南”。"}
}

// trouble answers with a page that says what is wrong.
func (s *site) trouble(w http.ResponseWriter, r *http.Request, status int) {
	s.troubleWith(w, r, status, "")
}

// troubleWith adds a reason of the case at hand.
func (s *site) troubleWith(w http.ResponseWriter, r *http.Request, status int, reason string) {
	t := textOf(status)
	if reason != "" {
		t.Text = reason
	}
	s.show(w, r, status, page{Name: "trouble", Title: t.Title, Search: true, Personal: true, Data: t})
}

// failed answers an error that is not the citizen's, and tells the host of it.
func (s *site) failed(w http.ResponseWriter, r *http.Request, err error) {
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		s.trouble(w, r, http.StatusRequestEntityTooLarge)
		return
	case errors.Is(err, catalog.ErrNotFound):
		s.trouble(w, r, http.StatusNotFound)
		return
	}
	if s.Fault != nil && r.Context().Err() == nil {
		s.Fault(err)
	}
	s.trouble(w, r, http.StatusInternalServerError)
}
