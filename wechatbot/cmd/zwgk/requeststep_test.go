package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure"
)

// What request show lists as possible now can be recorded: by its name there or its key.
func TestEveryStepThatMayBeTakenHasACommand(t *testing.T) {
	d := sit(t)
	r := d.asked()
	step := func(args ...string) (int, string) {
		return d.types(append([]string{"request", "step", r.ID}, args...)...)
	}
	code, said := step("指导释明", "--note", "请写明项目名称")
	assert.Zero(t, code, said)
	code, said = d.types("request", "confirm", r.ID)
	assert.Zero(t, code, said)
	code, said = d.types("request", "correct", r.ID, "--until", "2026-12-10", "--what", "写明是哪一个项目")
	assert.Zero(t, code, said)
	code, said = step("supplemented", "--note", "是哪一个项目")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "补正")
	code, said = step("withdrawn")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "撤回")
	code, said = step("转送", "--party", "某局")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "不能“转送”")
}

func TestAStepThatIsNoneIsRefused(t *testing.T) {
	d := sit(t)
	r := d.asked()
	for step, says := range map[string]string{
		"盖章": "request show", "extended": "zwgk request extend", "答复": "zwgk request reply", "通知缴费": "at the desk", "told": "not by hand", "提交": "not by hand",
	} {
		code, said := d.types("request", "step", r.ID, step)
		assert.Equal(t, 2, code, step)
		assert.Contains(t, said, says, step)
	}
	for _, wrong := range [][]string{{"评价", "--score", "很好"}, {"行政复议决定", "--result", "胜诉"}, {"延迟答复", "--until", "2026-13-01"}, {"撤回", "--day", "昨天"}} {
		code, said := d.types(append([]string{"request", "step", r.ID}, wrong...)...)
		assert.Equal(t, 2, code, said)
		assert.NotContains(t, said, "not found")
	}
	d.inside(func(o *office) {
		kept, err := o.desk.Request(t.Context(), r.ID)
		assert.NoError(t, err)
		assert.Equal(t, []disclosure.Kind{disclosure.KindSubmitted}, []disclosure.Kind{kept.Events[len(kept.Events)-1].Kind})
	})
}
