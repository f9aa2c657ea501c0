package catalog

// A Theme is a class of the State Council's subject classification
// (国务院公文主题分类), as the first level's name alone or with the second's:
// 综合政务\政务公开.
type Theme string

// A Genre is a kind of official document (公文种类, 体裁分类): 通知, 意见 …
type Genre string

// A Column (栏目) is the path of a column in the catalogue's tree, its names
// joined by "/": 法定主动公开内容/财政预决算.
type Column string

// holds says whether a column is this one or stands below it.
func (c Column) holds(other Column) bool {
	return other == c || len(other) > len(c) && other[:len(c)] == c && other[len(c)] == '/'
}

// path is the column with every column above it, the topmost first.
func (c Column) path() []Column {
	var out []Column
	for i := range len(c) {
		if c[i] == '/' {
			out = append(out, c[:i])
		}
	}
	return append(out, c)
}
