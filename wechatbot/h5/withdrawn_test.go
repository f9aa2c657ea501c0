package h5_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestARequestThatWasPassedOnSaysWhoHasIt(t *testing.T) {
	v := newTown(t)
	r, err := v.desk.Submit(t.Context(), disclosure.Draft{Organ: "兴庆区人民政府办公室", Subject: "公交线路的调整方案",
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人", IDType: "身份证", IDNumber: "640104199001010018", Phone: "13900000000"}}, "", v.now, disclosure.ByHand)
	require.NoError(t, err)
	_, err = v.desk.Record(t.Context(), r.ID, disclosure.Transferred(civil.DateOf(v.now), "银川市交通运输局"))
	require.NoError(t, err)
	b := v.tracking(t, r)
	body := b.get("/progress?id=" + r.ID).Body.String()
	assert.Contains(t, body, "已经转给银川市交通运输局，由它办理。")
	assert.NotContains(t, body, "其他处理")
}

func TestAWithdrawnRequestIsNotPromisedAReply(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.tracking(t, r)
	assert.Contains(t, b.get("/progress?id="+r.ID).Body.String(), "答复里会写明")
	_, err := v.desk.Record(t.Context(), r.ID, disclosure.Withdrawn(civil.DateOf(v.now)))
	require.NoError(t, err)
	body := b.get("/progress?id=" + r.ID).Body.String()
	assert.Contains(t, body, "不再办理，也不会答复")
	assert.NotContains(t, body, "答复里会写明")
	assert.NotContains(t, body, "处理结果")
}
