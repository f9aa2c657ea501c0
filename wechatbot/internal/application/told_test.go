package application_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
)

// begun is a draft of which the subject is told and the notice agreed to.
func begun() disclosure.Draft {
	return disclosure.Draft{Subject: "改造合同", Consented: civil.Day(2026, time.November, 23), Step: application.StepName}
}

func ExampleTell() {
	told := application.Tell(begun(), "李红梅 640104199001010018，邮寄")
	fmt.Println(told.Draft.Applicant.Name, told.Draft.Delivery.Way, told.Beside, told.Draft.Step)
	// Output: 李红梅 邮寄 [证件号码 提供方式] phone
}

// What is wrong is said at the step that it belongs to, and what tells nothing leaves the
// draft where it is.
func TestWhatTellsNothingSaysWhatIsWrong(t *testing.T) {
	told := application.Tell(begun(), "640104199001010019")
	assert.True(t, told.Changed)
	assert.Equal(t, "id", told.Draft.Step, "a number that is wrong is asked for anew")
	assert.Equal(t, "id", told.Trouble)
	assert.Empty(t, told.Draft.Applicant.IDNumber)
	assert.Equal(t, "640104199001010019", told.Draft.Refused, "so that one digit of it can be told")

	told = application.Tell(told.Draft, "640104199001010018")
	assert.Equal(t, "640104199001010018", told.Draft.Applicant.IDNumber)
	assert.Empty(t, told.Draft.Refused)

	told = application.Tell(begun(), "为什么要姓名？")
	assert.False(t, told.Changed)
	assert.Equal(t, begun(), told.Draft)
	assert.Equal(t, "name", told.Trouble)
}

// Of two ways one is written down, and that is said; the number of a card is no code.
func TestWhatIsWrongBesideWhatWasTaken(t *testing.T) {
	told := application.Tell(begun(), "李红梅，邮寄一份，也发邮件")
	assert.Equal(t, "李红梅", told.Draft.Applicant.Name)
	assert.Equal(t, "电子邮件", told.Draft.Delivery.Way)
	assert.Equal(t, "way_one", told.Trouble)

	d := begun()
	d.Applicant = disclosure.Applicant{Kind: disclosure.Enterprise, Name: "宁夏示例商贸有限公司"}
	d.Step = application.StepCode
	told = application.Tell(d, "640104199001010018")
	assert.False(t, told.Changed)
	assert.Equal(t, "code_is_id", told.Trouble)
	assert.Empty(t, told.Draft.Applicant.IDNumber)
}

// What is told goes where it can be answered: to a step of the applicant's path, and no
// number is taken that its check character does not hold right.
func FuzzTell(f *testing.F) {
	for _, text := range []string{"李红梅 640104199001010018，邮寄", "以单位名义", "护照", "不变", "姓名不是李红梅，是李红玫", "640104199001010019\xff", "m x y at 163 dot com"} {
		f.Add(text, application.StepName)
		f.Add(text, application.StepConfirm)
	}
	f.Fuzz(func(t *testing.T, text, step string) {
		d := begun()
		if d.Step = step; !slices.Contains(application.Path(d), step) {
			return
		}
		told := application.Tell(d, text)
		if application.Place(told.Draft) == 0 {
			t.Fatalf("no step %q of this applicant", told.Draft.Step)
		}
		if a := told.Draft.Applicant; a.IDType == "身份证" && a.IDNumber != "" && !disclosure.ValidResidentID(a.IDNumber) {
			t.Fatal("no number of an identity card")
		}
	})
}
