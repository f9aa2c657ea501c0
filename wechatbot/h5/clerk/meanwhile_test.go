package clerk_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// shared is a store of several replicas, at another of which somebody acts first.
type shared struct {
	disclosure.Store
	first func()
}

func (s *shared) Append(ctx context.Context, r disclosure.Request, e disclosure.Event) (disclosure.Request, error) {
	if first := s.first; first != nil {
		s.first = nil
		first()
	}
	return s.Store.Append(ctx, r, e)
}

func TestWhatWasTypedStaysWhereSomebodyWasFasterAtAnotherReplica(t *testing.T) {
	store := &shared{Store: disclosure.NewMemory()}
	desk := disclosure.NewDesk(store, civil.China())
	o := newOffice(t, func(c *clerk.Config) { c.Desk = desk })
	o.desk = desk
	r := o.submitted()
	at := o.as("经办").confirms(r)
	o.now = o.now.AddDate(0, 0, 2)
	s := o.as("经办")
	form := s.fields(s.page(at), `name="act" value="advised"`)
	store.first = func() {
		e := disclosure.Advised(civil.Day(2026, 10, 30), "请写明街道").WithActor(disclosure.Actor{Name: "双岗", Role: disclosure.RoleClerk})
		_, err := desk.Record(t.Context(), r.ID, e)
		require.NoError(t, err)
	}
	w := s.post(at, with(form, "day", "2026-10-29", "note", "请写明年度"))
	require.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "您填的内容还在")
	assert.Contains(t, w.Body.String(), "请写明年度</textarea>")
	assert.Contains(t, w.Body.String(), `value="2026-10-29"`)
}
