package catalogtest

import "github.com/zwgk/zwgk/catalog"

// A ColumnCount is a column of the district's site and how many items the
// report says that it published in 2015.
type ColumnCount struct {
	Column catalog.Column
	N      int
}

// Columns are the lowest columns of 兴庆区's site with the counts of its 2015
// report, section 二（一）1; those above them hold 政务动态信息 1,337,
// 依职权主动公开 185, 招商引资信息 20, 便民服务信息 94, and all 1,636.
func Columns() []ColumnCount {
	return []ColumnCount{
		{"政务动态信息/政务信息", 868}, {"政务动态信息/媒体看兴庆", 75}, {"政务动态信息/部门动态", 229},
		{"政务动态信息/乡镇动态", 48}, {"政务动态信息/街道动态", 70}, {"政务动态信息/图片要闻", 47},
		{"依职权主动公开/政府文件", 57}, {"依职权主动公开/政府公示公告", 22}, {"依职权主动公开/采购招标信息", 21},
		{"依职权主动公开/中标信息", 7}, {"依职权主动公开/政策法规", 9}, {"依职权主动公开/财政预算情况", 19},
		{"依职权主动公开/政府会议信息", 11}, {"依职权主动公开/机构职能/党群部门", 17},
		{"依职权主动公开/机构职能/政府部门", 18}, {"依职权主动公开/机构职能/乡镇", 4},
		{"招商引资信息/招商动态", 7}, {"招商引资信息/招商项目", 13},
		{"便民服务信息/吃在兴庆", 29}, {"便民服务信息/住在兴庆", 7}, {"便民服务信息/行在兴庆", 9},
		{"便民服务信息/游在兴庆", 9}, {"便民服务信息/购在兴庆", 13}, {"便民服务信息/娱在兴庆", 8}, {"便民服务信息/生活常识", 19},
	}
}
