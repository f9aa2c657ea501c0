package h5_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhatIsPublicAlreadyIsShownFirst(t *testing.T) {
	b := newTown(t).visitor(t)
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "兴庆区2015年政府信息公开年度工作报告")
	body := b.get("/apply?step=found").Body.String()
	assert.Contains(t, body, "这些已经公开")
	assert.Contains(t, body, "点开即可，不用申请")
}

func TestAFigureThatIsInTheBooksIsShownFirst(t *testing.T) {
	for subject, want := range map[string][]string{
		street + "2024年公务接待费": {street + "2024年度预算"}, bureau + "2024年决算": {bureau + "2024年度决算"}, bureau + "2024年预算": nil,
		street + "公务接待费": nil, street + "2024年环评批复": nil, "某某街道2024年公务接待费": nil,
	} {
		b := newTown(t).visitor(t)
		b.goes("/apply?step=found", "/apply", "step", "what", "subject", subject)
		body := b.get("/apply?step=found").Body.String()
		for _, name := range want {
			assert.Contains(t, body, ">"+name+"</a>", subject)
		}
		if want == nil {
			assert.NotContains(t, body, "有图有表", subject)
		}
	}
}
