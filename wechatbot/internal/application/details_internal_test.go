package application

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// The numbers are the made-up ones of this project's tests, whose check characters fit.
func TestDetailsAreReadInAnyOrder(t *testing.T) {
	for text, want := range map[string]Details{
		"李红梅 640104199001010018 13812345678 邮箱test@example.com": {IDType: "身份证", IDNumber: "640104199001010018", Phone: "13812345678", Email: "test@example.com", apart: "李红梅"},
		"身份证号：640104 19900101 0018":                             {IDType: "身份证", IDNumber: "640104199001010018"},
		"号码是640104199001010019":                                 {BadNumber: "640104199001010019"},
		"640104900101001":                                       {BadNumber: "640104900101001"},
		"我的电话是139 0000 0000":                                    {Phone: "13900000000"},
		"座机0951-6012345":                                        {Phone: "09516012345"},
		"电话0951-409988":                                         {apart: "0951-409988"}, // a digit is lacking
		"寄信吧，上海西路102号金凤花园5-3-301":                               {Way: 2, Address: "上海西路102号金凤花园5-3-301", apart: "寄信吧"},
		"邮箱xiaoma艾特example点com":                                 {Email: "xiaoma@example.com"},
		"13600000109 发邮箱ml@example.com":                         {Phone: "13600000109", Email: "ml@example.com", Way: 1, apart: "发"},
		"宁夏某某电子科技有限公司":                                          {apart: "宁夏某某电子科技有限公司"}, // no way to hand over
		"民族北街电子大厦3号楼2单元501":                                     {apart: "民族北街电子大厦3号楼2单元501"},
		"电子":        {Way: 1, apart: "电子"},
		"电子的吧":      {Way: 1, apart: "电子的吧"},
		"等一下我去拿身份证": {apart: "等一下 去拿"},
		"申请公开文化街88号院3号楼的改造合同，邮寄":        {Way: 2, apart: "申请公开文化街88号院3号楼的 造合同 邮寄"}, // a place of what is asked for
		"不去现场了，给我寄":                     {Way: 2, apart: "不去现场了 给 寄"},
		"passport No. E12345678":        {IDType: "护照", IDNumber: "E12345678"},
		"0951-6031111转802":              {Phone: "09516031111转802"},
		"+86 13900001111":               {Phone: "13900001111"},
		"幺三九零零零零零零零零":                   {Phone: "13900000000"},
		"护照E12345678":                   {IDType: "护照", IDNumber: "E12345678"},
		"我没有身份证，只有护照":                   {IDType: "护照", apart: "没有"},
		"外国人永久居留身份证 110101199001010018": {IDType: "外国人永久居留身份证", IDNumber: "110101199001010018"},
		"91350100m000100y43":            {Code: "91350100M000100Y43"},
		"联系人张伟，电话0951-6012345":          {Contact: "张伟", Phone: "09516012345"},
		"我叫马秀英":                         {Name: "马秀英"},
		"名字也写错了，是李红玫":                   {Name: "李红玫"},
		"电话错了，应该是13812345679":           {Phone: "13812345679"},
		"邮寄到银川市兴庆区玉皇阁北街88号":             {Way: 2, Address: "银川市兴庆区玉皇阁北街88号"},
		"算了不要邮件了，当面去拿":                  {Way: 3, apart: "算了不要邮件了 当面去拿"},
		"可以邮寄吗":                         {apart: "可以邮寄吗"},
		"进度 2026-001-00001-3":           {apart: "进度 2026-001-00001-3"},
		"000014349/2018-00221":          {apart: "000014349/2018-00221"},
		"那我什么时候能拿到":                     {apart: "那 什么时候能拿到"},
	} {
		got := Read(writing.Tidy(text))
		got.Rest, got.apart = "", got.Left()
		assert.Equal(t, want, got, text)
	}
}

// What is left of a text is left as it was.
func TestWhatIsLeftIsAsItWas(t *testing.T) {
	assert.Equal(t, "2024年危房改造名单", Read("2024年危房改造名单，电话13900000000").Rest)
}

func TestWhatMayBeAName(t *testing.T) {
	for _, name := range []string{"王富贵", "欧阳娜娜", "阿依古丽", "买买提·艾力", "John Smith", "测试人", "马丽", "陳大文"} {
		assert.True(t, IsPerson(name), name)
	}
	for _, text := range []string{"提交", "同意", "好的", "不知道", "谢谢", "老王", "傻逼", "电子邮件", "身份证", "看一下", "那我什么时候能拿到", "ok", "返回", "护照", "1", "youjian", "tijiao"} {
		assert.False(t, IsPerson(text), text)
	}
	for name, kind := range map[string]disclosure.ApplicantKind{
		"宁夏示例商贸有限公司": disclosure.Enterprise, "某某律师事务所": disclosure.LegalService, "某某研究院": disclosure.Research, "某某慈善基金会": disclosure.Welfare, "某某村民委员会": 0,
	} {
		assert.True(t, IsBody(name), name)
		assert.Equal(t, kind, kindOfBody(name), name)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("李红梅 640104199001010018 13812345678 邮箱test@example.com")
	f.Add("护照E12345678\xff，电话 0951-6012345 1390000 0000")
	f.Add("幺三九零零零零零零零零 邮寄到银川市88号")
	f.Fuzz(func(t *testing.T, text string) {
		d := Read(writing.Tidy(text))
		if d.IDType == "身份证" && !disclosure.ValidResidentID(d.IDNumber) {
			t.Fatal("no number of an identity card")
		}
		if d.Code != "" && !disclosure.ValidCreditCode(d.Code) || d.Email != "" && !isEmail(d.Email) {
			t.Fatal("not what it is called")
		}
	})
}

func TestANameIsSaidAgain(t *testing.T) {
	for text, want := range map[string]string{
		"王桂芝，桂花的桂": "王桂芝", "名字写错了，是王桂之": "王桂之", "我名字那个字不对，叫王桂": "王桂", "不是王贵芝，是王桂芝": "王桂芝",
		"马上就来": "", "王主任说行": "", "王伟": "", "我打错了，马上改": "", "是不是王桂芝": "", "王贵芝": "",
	} {
		assert.Equal(t, want, NamedAnew(disclosure.Applicant{Kind: disclosure.Person, Name: "王贵芝"}, text), text)
	}
	assert.Empty(t, NamedAnew(disclosure.Applicant{Kind: disclosure.Person, Name: "马国强"}, "错了，马上改"))
}
