package catalog

// A RuleNote says of a rule what it looks for and how much it weighs.
type RuleNote struct {
	Rule     Rule
	Severity Severity
	Text     string // Chinese
}

// Rules are all rules about records that findings come from, in the order of
// the manual. A test holds findings against it.
func Rules() []RuleNote {
	return []RuleNote{
		{RuleTitleMissing, Error, "没有名称"},
		{RuleSummaryMissing, Error, "没有内容概述"},
		{RuleDateMissing, Error, "没有生成日期"},
		{RulePublisherMissing, Error, "没有发布机构"},
		{RuleDateInvalid, Error, "日期不存在，或者公示的最后一日早于公开之日"},
		{RuleNotProactive, Error, "公开属性不是主动公开"},
		{RuleTooLong, Error, "名称像是正文"},
		{RuleFileNameless, Error, "附件没有文件名"},
		{RuleIDNumber, Blocking, "公民身份号码：18位校验码正确的，15位写明是身份证的；分组写的、数字间有空格的也算"},
		{RulePhone, Blocking, "手机号码"},
		{RuleBankCard, Blocking, "银行卡号（校验位正确）"},
		{RuleAccount, Blocking, "写明是账号、卡号的，没有写明是单位的户"},
		{RulePassport, Blocking, "写明是护照、通行证的号码"},
		{RulePlate, Blocking, "机动车号牌"},
		{RuleWeChat, Blocking, "写明是微信号的，公众号不算"},
		{RuleAddress, Blocking, "自然人住址"},
		{RuleMedical, Blocking, "自然人健康状况"},
		{RuleSecret, Blocking, "密级标志，或者注明不公开"},
		{RuleUnread, Blocking, "附件的文字没有读，例如PDF和扫描件"},
		{RuleFileBroken, Error, "附件打不开，或者太长没有读完"},
		{RuleFileKind, Error, "附件是程序、压缩包，或者内容不是后缀名说的那一种"},
		{RuleTitleEmpty, Warning, "名称只说了体裁：公示、通知"},
		{RuleTitleLong, Note, "名称超过32个字，公众号标题容不下"},
		{RuleTitleSpaces, Warning, "名称里有多余的空格或换行（可自动改）"},
		{RuleTitlePair, Warning, "名称里的括号、书名号、引号没有配对"},
		{RuleTitleStop, Note, "名称末尾有句号（可自动改）"},
		{RuleSummaryEmpty, Warning, "内容概述没有说出内容：详见附件，或者只重复名称"},
		{RuleSummaryLong, Note, "内容概述超过500个字"},
		{RuleNumberIrregular, Warning, "索引号不合任何规则，或者校验码不对"},
		{RuleNumberForeign, Warning, "索引号不是本机关的编法"},
		{RuleNumberYear, Warning, "索引号的年份与日期不符"},
		{RuleDocNumberMissing, Warning, "正式公文没有文号"},
		{RuleDocNumberUnread, Warning, "文号读不懂"},
		{RuleDocNumberWriting, Note, "文号的写法不规范（可自动改）"},
		{RuleDocNumberYear, Warning, "文号的年份与生成日期不符"},
		{RuleDocNumberTwice, Warning, "两件公文用一个文号"},
		{RuleSerialGap, Note, "规范性文件编号不连续"},
		{RulePublishedEarly, Warning, "公开日期早于生成日期"},
		{RuleLate, Warning, "公开晚于法定期限（20个工作日）"},
		{RuleLateUnknown, Note, "放假安排没有录入，不能判断是否逾期"},
		{RuleDateFuture, Warning, "生成日期还没有到"},
		{RuleDateEarly, Warning, "生成日期早于1949年10月1日"},
		{RuleThemeUnknown, Warning, "不是国务院公文主题分类的类目"},
		{RuleGenreUnknown, Note, "不是公文种类"},
		{RuleColumnUnknown, Warning, "没有这个栏目"},
		{RuleCategoryMissing, Note, "没有写明公开时限的类别"},
		{RuleDuplicate, Warning, "与另一条的名称、机构、文号和日期都相同"},
		{RuleLinkDangling, Warning, "关联的信息不在目录里"},
	}
}
