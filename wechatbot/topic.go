package wechatbot

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
)

// A topic is what people ask in many words: of each group of words at least one
// stands in such a text, and none of the others.
type topic struct {
	want intent
	kind cases.Kind // of wantLetter
	law  string     // of wantLaw
	all  [][]string
	not  []string
	most int // characters of the text at most; 0: any
}

// Groups of words that several topics share.
var (
	howMany   = []string{"多少", "几条", "几件", "几个", "几份", "数量", "总数", "总量", "件数", "条数", "信息数", "公开数", "公开量"}
	published = []string{"公开", "发布", "公布", "发了", "发过", "更新", "上网", "挂网"}
	inTime    = []string{"按时", "按期", "准时", "及时", "超期", "逾期", "拖延", "拖着"}
	howFar    = []string{"咋样", "怎样了", "怎么样", "进度", "办到哪", "到哪", "怎么样了", "办得怎么样", "处理得怎么样", "哪一步", "有结果", "结果呢", "办好了", "办完了", "处理了没", "处理了吗", "回复了吗", "回复了没", "答复了吗", "答复了没", "有消息", "回音", "回信", "下文", "批了吗", "批了没", "受理了", "还没答复", "还没回复", "怎么还没", "还没消息", "什么程度", "答复没", "回复没", "有没有答复", "有没有回复", "有结果没", "处理没", "没信", "没动静", "没音", "没个信", "没人理", "没下文"}
	letters   = []string{"投诉", "举报", "咨询", "提问", "来件"}
)

// topics are read in order; the first that fits is taken.
var topics = []topic{
	{want: wantTurnout, all: [][]string{{"申请"}, inTime, {"答复", "回复", "办"}}},
	{want: wantTurnout, all: [][]string{inTime, {"答复", "回复"}, {"有没有", "有无", "多少", "几", "率"}}, not: []string{"我的", "怎么办", "咋办"}, most: 14},
	{want: wantCount, all: [][]string{{"今年", "去年", "前年", "本年度", "上年"}, published, {"信息", "文件", "东西"}}, not: []string{"什么", "哪些", "啥", "申请", "报告"}, most: 10},
	{want: wantTurnout, all: [][]string{{"申请"}, {"多少件", "几件", "多少人", "几个人", "多少个", "件数", "数量", "多少份", "多少申请", "几份", "申请多少"}}, not: []string{"我的", "我要", "我想"}},
	{want: wantCaseload, all: [][]string{letters, {"多少件", "几件", "多少人", "多少个", "件数", "数量"}}, not: []string{"我的"}},
	{want: wantCaseload, all: [][]string{{"满意度", "满意率"}}},
	{want: wantCaseload, all: [][]string{letters, {"答复率", "办结率", "处理率", "回复率", "办理情况"}}},
	{want: wantTurnout, all: [][]string{{"答复率", "办结率", "按期答复", "申请量", "受理量", "办件量"}}},
	{want: wantRanking, all: [][]string{{"哪个", "哪家", "谁", "哪些"}, published, {"勤快", "积极", "勤", "懒", "慢", "快", "好", "差"}}, most: 16},
	{want: wantCatalogue, all: [][]string{{"公开目录", "全部信息", "所有信息", "全部文件", "所有文件", "有哪些信息", "有哪些文件", "有啥信息", "公开了哪些", "公开了啥"}}, most: 12},
	{want: wantCatalogue, all: [][]string{{"最近", "最新", "刚刚"}, published, {"哪个", "哪家", "谁", "什么", "啥"}}, most: 18},
	{want: wantRanking, all: [][]string{{"哪个", "哪家", "哪些", "谁", "排名", "排行", "各部门", "各单位"}, published, {"最多", "最少", "排名", "排行", "第一", "多少"}}},
	{want: wantTimely, all: [][]string{inTime, published}},
	{want: wantTimely, all: [][]string{inTime}, not: []string{"答复", "回复", "申请", "投诉", "咨询"}, most: 16},
	{want: wantTimely, all: [][]string{{"该公开", "应该公开", "应公开"}, {"没公开", "未公开", "不公开"}}},
	{want: wantCount, all: [][]string{published, howMany, {"条", "件", "份", "个", "篇", "信息", "数量", "总数", "总量", "多少"}}, not: []string{"申请", "答复", "钱", "经费", "元", "费", "支出", "预算", "决算", "工资", "奖金", "津贴", "补贴", "补助", "薪"}},

	{want: wantLaw, law: "relief", all: [][]string{{"不答复", "不回复", "没答复", "没有答复", "不公开", "拒绝", "不服", "不给", "答复不满意", "不满意答复", "结果不满意", "回复不满意"}, {"怎么办", "咋办", "找谁", "怎么告", "能告", "怎么投诉", "去哪", "能不能告", "要告", "救济", "复议", "起诉"}}},
	{want: wantLaw, law: "relief", all: [][]string{{"不满意"}, {"答复", "结果", "决定", "回复"}, {"怎么办", "咋办", "找谁", "怎么弄", "去哪"}}},
	{want: wantLaw, law: "relief", all: [][]string{{"超时", "逾期", "过期", "超期", "到期"}, {"怎么办", "咋办", "找谁"}}, most: 14},
	{want: wantLaw, law: "relief", all: [][]string{{"不认可", "不服", "有异议", "不同意", "不接受"}, {"答复", "结果", "决定", "处理", "回复"}}, most: 16},
	{want: wantLaw, law: "papers", all: [][]string{{"身份证", "证件", "身份证明"}, {"一定要", "必须", "要吗", "非要", "要不要", "需要吗"}}, most: 14},
	{want: wantLaw, law: "relief", all: [][]string{{"起诉", "复议", "打官司", "告你们", "上诉", "行政诉讼"}, {"可以", "能", "怎么", "如何", "吗", "去哪", "哪里", "哪儿", "找谁"}}, most: 14},
	{want: wantLaw, law: "fee", all: [][]string{{"信息处理费"}, {"怎么", "多少", "什么", "几", "标准"}}, most: 16},
	{want: wantLaw, law: "fee", all: [][]string{{"申请", "信息公开", "公开信息"}, {"收费", "要钱", "多少钱", "费用", "花钱", "免费", "收钱", "交钱"}}},
	{want: wantLaw, law: "term", all: [][]string{{"申请", "答复", "回复"}, {"几天", "多久", "多长时间", "多少天", "期限", "时限", "什么时候能", "多少个工作日"}}, not: []string{"我的"}},
	{want: wantLaw, law: "term", all: [][]string{{"等多久", "要多久", "多久能好", "几天能好", "要等几天", "多少个工作日", "几个工作日"}}, most: 10},
	{want: wantLaw, law: "who", all: [][]string{{"申请"}, {"谁可以", "谁能", "什么人", "外地", "外国", "未成年", "没有身份证", "没身份证", "个人可以", "个人能", "单位可以", "单位能", "公司可以", "公司能", "企业可以", "代理", "替别人", "帮别人", "委托"}}, most: 24},
	{want: wantLaw, law: "who", all: [][]string{{"申请"}, {"企业", "公司", "单位", "个人", "农民", "学生", "老人", "小孩", "外地人", "外国人", "老百姓", "村民", "社会组织", "记者", "律师"}, {"能", "可以"}, {"吗", "不", "么", "没"}}, not: []string{"我的"}, most: 18},
	{want: wantLaw, law: "papers", all: [][]string{{"申请"}, {"什么材料", "哪些材料", "啥材料", "什么证件", "哪些证件", "什么手续", "什么条件", "带什么", "要身份证吗", "哪些东西"}}},
	{want: wantLaw, law: "how", all: [][]string{{"申请", "公开"}, {"流程", "步骤", "程序", "怎么走", "几步", "操作", "怎么办理"}}, most: 16},
	{want: wantLaw, law: "reason", all: [][]string{{"申请"}, {"理由", "用途", "原因"}, {"要", "吗", "需要", "得", "必须"}}, not: []string{"补充", "我的"}, most: 18},
	{want: wantLaw, law: "fee", all: [][]string{{"公开收费", "公开要钱", "公开免费", "收费标准", "怎么收费", "收不收费", "收不收钱", "要不要钱", "收多少钱", "交费", "缴费", "交钱", "付费"}}, most: 10},
	{want: wantLaw, law: "term", all: [][]string{{"快点", "快一点", "加急", "尽快", "提前"}, {"答复", "回复", "申请"}}, most: 16},
	{want: wantLaw, law: "erase", all: [][]string{{"删", "注销", "清除", "抹掉"}, {"资料", "我的信息", "数据", "记录", "个人信息", "隐私"}}, most: 16},
	{want: wantLaw, law: "papers", all: [][]string{{"申请书", "申请表"}, {"怎么", "如何", "哪", "下载", "样本", "格式", "模板"}}, most: 16},
	{want: wantLaw, law: "way", all: [][]string{{"寄", "邮箱", "邮件", "快递", "电子版", "发给我", "自己去拿", "自取"}, {"吗", "能", "可以", "怎么", "可不可以"}}, most: 14},
	{want: wantLaw, law: "again", all: [][]string{{"申请"}, {"几次", "再申请", "重复", "第二次", "多次"}, {"能", "可以", "吗", "几"}}, most: 20},
	{want: wantLaw, law: "accounts", all: [][]string{{"预算"}, {"决算"}, {"区别", "不同", "差别", "什么意思", "有啥不一样"}}},
	{want: wantLaw, law: "which", all: [][]string{{"什么", "哪些", "啥"}, {"不公开", "不能公开", "不予公开", "不给公开", "不让公开"}}, most: 10},
	{want: wantLaw, law: "which", all: [][]string{{"涉密", "国家秘密", "保密", "隐私", "商业秘密"}, {"申请", "公开"}, {"能", "可以", "吗"}}, most: 16},
	{want: wantLaw, law: "which", all: [][]string{{"什么", "哪些"}, {"不公开", "不能公开", "不予公开", "不给公开", "不让公开"}, {"信息", "情况", "内容", "东西", "申请", "情形"}}, most: 20},

	{want: wantMine, all: [][]string{{"我的", "我那", "我上", "我前", "我昨", "我今", "我这", "上次", "之前", "提交的", "交的", "递的", "写的"}, append([]string{"申请"}, letters...), howFar}},
	{want: wantMine, all: [][]string{append([]string{"申请"}, letters...), howFar}, most: 16},
	{want: wantMine, all: [][]string{{"我的", "我那"}, append([]string{"申请"}, letters...), {"呢"}}, most: 9},
	{want: wantMine, all: [][]string{append([]string{"申请"}, letters...), {"编号"}, {"多少", "什么", "查", "是几"}}, most: 12},
	{want: wantMine, all: [][]string{{"什么时候", "几时", "多会儿"}, {"给我", "我的"}, {"答复", "回复", "结果"}}, most: 16},
	{want: wantMine, all: [][]string{{"编号", "查询码", "单号"}, {"忘", "丢", "找不到", "没了", "不记得", "不见"}}, most: 16},
	{want: wantMine, all: [][]string{{"查我的", "看我的", "查下我的", "查一下我的", "看下我的"}, append([]string{"申请"}, letters...)}, most: 12},
	{want: wantMine, all: [][]string{{"我的件", "我的编号", "我的单子", "我的事"}}, most: 14},
	{want: wantMine, all: [][]string{{"给我", "我"}, {"答复了吗", "回复了吗", "答复了没", "回复了没"}}, most: 16},

	{want: wantLetter, kind: cases.Complaint, all: [][]string{{"投诉", "举报"}, {"投诉电话", "举报电话", "渠道", "途径", "方式", "怎么投", "如何投", "怎么举", "如何举", "哪里投", "哪投", "哪里可以", "哪里能", "可以投诉", "能投诉", "找谁投", "向谁投", "跟谁投", "找谁举", "向谁举"}}, most: 12},
	{want: wantLetter, kind: cases.Consultation, all: [][]string{{"有个问题", "有问题", "有些问题", "有事", "想问", "想请教"}, {"工作人员", "你们", "问一下", "想问", "请教", "咨询"}}, most: 16},
	{want: wantPerson, all: [][]string{{"人工", "真人", "活人", "工作人员", "客服", "值班人员", "接线员"}, {"找", "转", "要", "接", "联系", "跟", "和", "有没有", "能不能", "请", "想", "叫"}}, most: 16},
	{want: wantLetter, kind: cases.Complaint, all: [][]string{{"反映", "反应"}, {"事情", "问题", "情况", "有事"}}, most: 10},
	{want: wantPerson, all: [][]string{{"人工"}}, most: 8},
	{want: wantPerson, all: [][]string{{"人呢", "叫人", "来人", "来个人", "没人回", "没人理", "怎么不回", "不理我", "不回我", "回复太慢", "回复慢"}}, most: 12},
	{want: wantPerson, all: [][]string{{"有人管", "谁管", "谁负责", "归谁管"}}, most: 12},
	{want: wantPerson, all: [][]string{{"跟人说", "和人说", "跟人聊", "和人聊", "跟个人", "找个人", "人来接", "有没有人", "人在吗"}}, most: 12},
	{want: wantContact, all: [][]string{{"电话", "地址", "在哪", "在哪儿", "怎么去", "几点", "上班", "下班", "办公时间", "办公地点", "开门", "关门", "联系方式", "传真", "邮编"}, {"你们", "公开办", "办公室", "窗口", "上班", "下班", "电话", "办公时间", "地址", "开门", "关门", "联系方式"}}, most: 16},
	{want: wantContact, all: [][]string{{"寄到哪", "寄去哪", "寄哪", "交到哪", "送到哪", "交给谁", "送去哪", "交去哪"}}, most: 12},
	{want: wantLaw, law: "papers", all: [][]string{{"材料", "表"}, {"怎么交", "如何交", "怎么提交", "如何提交"}}, most: 10},
	{want: wantContact, all: [][]string{{"几楼", "几号楼", "哪栋楼", "去哪办", "要去哪", "到哪办", "在哪办", "去哪里办"}}, most: 14},
	{want: wantContact, all: [][]string{{"联系你们", "怎么联系", "联系得上", "联系上你"}}, most: 12},
	{want: wantContact, all: [][]string{{"星期", "周六", "周日", "周末", "周天", "节假日", "中午", "晚上", "春节", "国庆"}, {"上班", "有人", "开门", "办公", "休息", "值班"}}, most: 14},
	{want: wantPerson, all: [][]string{{"领导", "负责人", "主任", "局长", "区长"}, {"见", "找", "跟", "和"}}, most: 10},
	{want: wantLetter, kind: cases.Consultation, all: [][]string{{"意见", "建议"}, {"提", "有", "反馈", "给你们"}}, not: []string{"征求", "关于", "实施", "指导"}, most: 12},
	{want: wantLetter, kind: cases.Complaint, all: [][]string{{"不满", "告你们", "讨个说法", "讨说法", "要个说法", "维权", "太差劲", "气死"}}, not: []string{"满意"}, most: 14},
	{want: wantHelp, all: [][]string{{"你", "您", "这个号", "公众号", "这里"}, {"能干", "会干", "能做", "会做", "干啥", "干什么", "做什么", "啥用", "什么用", "能查什么", "能办什么", "怎么用"}}, most: 14},
	{want: wantHelp, all: [][]string{{"怎么用", "怎么使用", "如何使用", "怎么操作", "怎么玩", "用法", "使用方法", "咋用"}}, not: []string{"经费", "预算", "资金", "款"}, most: 10},
	{want: wantHelp, all: [][]string{{"你", "您"}, {"贵姓", "叫什么", "名字", "哪位", "几岁"}}, most: 8},
	{want: wantThanks, all: [][]string{{"再见", "拜拜", "回头见", "没事了", "不用了", "谢了", "谢啦", "感谢", "辛苦了", "哈哈", "太好了", "明白了", "了解了", "收到了", "没有了", "没了", "打扰了", "不打扰", "先这样", "就这样", "知道啦"}}, most: 8},
	{want: wantGuide, all: [][]string{{"公开指南", "办事指南", "服务指南", "使用说明", "常见问题"}}, most: 12},
	{want: wantCategory, all: [][]string{{"长期的", "定期的", "临时的", "逐段的"}}, most: 5},
	{want: wantCategory, all: [][]string{{"季度", "定期", "长期", "逐段", "分阶段", "临时"}, {"公开"}}, most: 16},
}

// topicOf is the first topic that fits a text.
func topicOf(text string) (topic, bool) {
	plain := simple(text)
	n := utf8.RuneCountInString(plain)
	for _, t := range topics {
		if (t.most == 0 || n <= t.most) && !holds(plain, t.not...) && t.fits(plain) {
			return t, true
		}
	}
	return topic{}, false
}

func (t topic) fits(text string) bool {
	for _, group := range t.all {
		if !holds(text, group...) {
			return false
		}
	}
	return true
}

// writing is a text that begins as a letter does, and what it says.
var (
	complains = regexp.MustCompile(`(?s)^(?:我|俺|本人)?(?:要|想|想要|得|必须)?(?:实名)?(?:投诉|举报|反映|反应|控告|检举)(?:一下|下|一个|个)?(?:问题|情况|事情)?[:,.、\s]*(.*)$`)
	consults  = regexp.MustCompile(`(?s)^(?:我|俺)?(?:要|想|想要|需要)?(?:向|跟|和|找)?(?:你们|您们?|你|工作人员)?(?:咨询|请教)(?:一下|下|一个|个|点|件)?(?:问题|情况|事情|事)?[:,.、\s]*(.*)$`)
)

// letterIn reads a text that begins with 投诉 or 咨询. The words are empty where
// there are too few of them to be a letter.
func letterIn(text string) (kind cases.Kind, words string, found bool) {
	for _, form := range []struct {
		kind cases.Kind
		form *regexp.Regexp
	}{{cases.Complaint, complains}, {cases.Consultation, consults}} {
		if m := form.form.FindStringSubmatch(text); m != nil {
			if utf8.RuneCountInString(m[1]) < shortestLetter {
				return form.kind, "", true
			}
			return form.kind, m[1], true
		}
	}
	if before := strings.TrimSuffix(strings.TrimSuffix(text, "举报"), "投诉"); before != text && utf8.RuneCountInString(before) >= shortestLetter {
		return cases.Complaint, text, true // 噪音扰民投诉
	}
	return "", "", false
}

// grieves are words of somebody to whom something is done or left undone.
var grieves = []string{"坏了", "没人管", "不管", "扰民", "吵死", "太吵", "噪音", "噪声", "态度差", "态度恶劣", "态度不好", "乱收费", "推诿", "踢皮球", "不作为", "违建", "违章", "污水", "太臭", "恶臭",
	"拖欠", "欠薪", "堵死", "占道", "偷工", "漏水", "停水", "停电", "骗", "跑了几趟", "跑了三趟", "白跑", "不给办", "不让办", "刁难", "不热", "没人收", "乱停", "体罚", "黑车", "扬尘", "欺负", "虚假", "不作为", "慢死", "投诉", "举报"}

var badManners = regexp.MustCompile(`(?:态度|服务|质量).{0,4}(?:差|坏|恶劣|不好|糟)`)

// kindOf is the kind of letter that an unanswered question makes: a complaint
// where somebody grieves.
func kindOf(text string) cases.Kind {
	if plain := simple(text); holds(plain, grieves...) || badManners.MatchString(plain) {
		return cases.Complaint
	}
	return cases.Question
}

// asCategory writes the words for a category as the office does.
func asCategory(text string) string {
	return strings.NewReplacer("季度", "定期公开", "分阶段", "逐段公开", "临时", "临时公开", "定期", "定期公开", "长期", "长期公开", "逐段", "逐段公开").Replace(text)
}
