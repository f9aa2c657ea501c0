package h5_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestAWithdrawnRequestIsNotPromisedAReply(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.visitor(t)
	b.goes("/progress?id="+r.ID, "/progress", "id", r.ID, "code", r.Code)
	assert.Contains(t, b.get("/progress?id="+r.ID).Body.String(), "答复里会写明")
	_, err := v.desk.Record(t.Context(), r.ID, disclosure.Withdrawn(civil.DateOf(v.now)))
	require.NoError(t, err)
	body := b.get("/progress?id=" + r.ID).Body.String()
	assert.Contains(t, body, "不再办理，也不会答复")
	assert.NotContains(t, body, "答复里会写明")
	assert.NotContains(t, body, "处理结果")
}
