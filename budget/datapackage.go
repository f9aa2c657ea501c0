package budget

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteDataPackage writes statements as a Fiscal Data Package (1.0-rc.1, of
// Frictionless Data), zipped: datapackage.json, which says what every column
// means in the vocabulary that the world's tools read, one list of all figures
// (figures.csv), and each table as published (tables/…). Figures are in 元,
// exactly; a blank cell is left out of the list, and a sum says that it is one,
// so that nobody adds it to its parts. Tables of no known unit are not in the
// list. The archive of the same statements is the same to the byte.
func WriteDataPackage(w io.Writer, statements ...Statement) error {
	z := zip.NewWriter(w)
	p := packer{zip: z, descriptor: descriptor{
		Profile: "fiscal-data-package", Name: "zwgk-budget", Title: packageTitle(statements), Resources: []resource{listOfFigures()},
	}}
	if err := p.figures(statements); err != nil {
		return err
	}
	for n, s := range statements {
		for i, t := range s.Tables {
			if err := p.table(n, i, s, t); err != nil {
				return err
			}
		}
		if s.Source != "" {
			p.descriptor.Sources = append(p.descriptor.Sources, origin{Title: s.Title() + "：" + s.Source})
		}
	}
	if err := p.put("datapackage.json", func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", " ")
		e.SetEscapeHTML(false)
		return e.Encode(p.descriptor)
	}); err != nil {
		return err
	}
	return z.Close()
}

func packageTitle(statements []Statement) string {
	if len(statements) == 1 {
		return statements[0].Title()
	}
	return "预算和决算公开数据"
}

// The descriptor of a package, as its specification names the parts.
type (
	descriptor struct {
		Profile   string     `json:"profile"`
		Name      string     `json:"name"`
		Title     string     `json:"title"`
		Country   string     `json:"countryCode"`
		Sources   []origin   `json:"sources,omitempty"`
		Resources []resource `json:"resources"`
	}
	origin struct {
		Title string `json:"title"`
	}
	resource struct {
		Profile  string  `json:"profile"`
		Name     string  `json:"name"`
		Title    string  `json:"title"`
		Path     string  `json:"path"`
		Format   string  `json:"format"`
		Encoding string  `json:"encoding"`
		Schema   *schema `json:"schema,omitempty"`
	}
	schema struct {
		Fields  []dataField `json:"fields"`
		Missing []string    `json:"missingValues"`
	}
	dataField struct {
		Name       string `json:"name"`
		Title      string `json:"title"`
		Type       string `json:"type"`
		ColumnType string `json:"columnType,omitempty"`
		Decimal    string `json:"decimalChar,omitempty"`
	}
)

// listOfFigures describes the list of all figures.
func listOfFigures() resource {
	text := func(name, title, kind string) dataField {
		return dataField{Name: name, Title: title, Type: "string", ColumnType: kind}
	}
	return resource{
		Profile: "tabular-data-resource", Name: "figures", Title: "全部数字（元）", Path: "figures.csv", Format: "csv", Encoding: "utf-8",
		Schema: &schema{Missing: []string{""}, Fields: []dataField{
			text("organ", "单位", "administrative-classification:generic:label"),
			{Name: "year", Title: "年度", Type: "integer", ColumnType: "date:fiscal-year"},
			text("phase", "预算或决算", "phase:label"),
			text("direction", "收入或支出", "direction"),
			text("form", "表", ""), text("table", "表名", ""), text("line", "项目", ""), text("column", "栏", ""),
			text("function_code", "功能分类科目编码", "functional-classification:generic:code"),
			text("function", "功能分类科目名称", "functional-classification:generic:label"),
			text("economic_code", "经济分类科目编码", "economic-classification:generic:code"),
			text("economic", "经济分类科目名称", "economic-classification:generic:label"),
			text("kind", "单项、小计或合计", "value-kind:code"),
			{Name: "value", Title: "金额（元）", Type: "number", ColumnType: "value", Decimal: "."},
			text("currency", "币种", "value-currency:code"),
		}},
	}
}

type packer struct {
	zip        *zip.Writer
	descriptor descriptor
}

func (p *packer) put(name string, write func(io.Writer) error) error {
	w, err := p.zip.Create(name) // without a time: the same content gives the same archive
	if err != nil {
		return fmt.Errorf("budget: data package: %w", err)
	}
	if err := write(w); err != nil {
		return fmt.Errorf("budget: data package: %s: %w", name, err)
	}
	return nil
}

// table writes one table as it is published.
func (p *packer) table(n, i int, s Statement, t Table) error {
	id := strings.ToLower(t.Form)
	if id == "" {
		id = "t" + strconv.Itoa(i+1)
	}
	phase, _ := s.Stage.MarshalText()
	name := fmt.Sprintf("%d-%d-%s-%d-%s", n+1, s.Year, phase, i+1, id)
	r := resource{Profile: "data-resource", Name: name, Title: s.Title() + " " + t.Title, Path: "tables/" + name + ".csv", Format: "csv", Encoding: "utf-8"}
	p.descriptor.Resources = append(p.descriptor.Resources, r)
	if t.Organ == "" {
		t.Organ = s.Organ
	}
	return p.put(r.Path, t.WriteCSV)
}

// figures writes every figure of money on a line of its own.
func (p *packer) figures(statements []Statement) error {
	p.descriptor.Country = "CN"
	return p.put("figures.csv", func(w io.Writer) error {
		out := csv.NewWriter(w)
		var head []string
		for _, f := range p.descriptor.Resources[0].Schema.Fields {
			head = append(head, f.Name)
		}
		if err := out.Write(head); err != nil {
			return err
		}
		for _, s := range statements {
			for i := range s.Tables {
				if err := s.lines(out, i); err != nil {
					return err
				}
			}
		}
		out.Flush()
		return out.Error()
	})
}

// lines writes the figures of one table.
func (s Statement) lines(out *csv.Writer, table int) error {
	t := &s.Tables[table]
	if err := t.shaped(); err != nil {
		return err
	}
	f, _ := form(builtinForms(), t.Form)
	if t.Unit == 0 {
		return nil
	}
	var tree rowsByCode
	tree.read(t.Rows)
	for i := range t.Rows {
		r := &t.Rows[i]
		for c, a := range r.Cells {
			if !a.IsNumber() || f.percent(c) || f.counts(r.Label) {
				continue
			}
			line := []string{s.Organ, strconv.Itoa(s.Year), s.Stage.String(), t.direction(r, t.Columns[c]), t.Form, t.Title, r.Label, t.Columns[c],
				"", "", "", "", t.kindOf(tree, i, c), a.In(t.Unit, Yuan).String(), "CNY"}
			switch {
			case r.Code == "" || f.OwnCodes: // numbers of projects classify nothing
			case r.Code[0] == '2' || r.Code[0] == '1':
				line[8], line[9] = r.Code, r.Label
			default:
				line[10], line[11] = r.Code, r.Label
			}
			if err := out.Write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// direction is the side of the money in the vocabulary of the package. Where one
// table shows both, the column says it; what is carried over is neither.
func (t *Table) direction(r *Row, column string) string {
	both := strings.Contains(t.Title, "收入") && strings.Contains(t.Title, "支出")
	switch {
	case r.Side == Income, r.Side == "" && !both && strings.Contains(t.Title, "收入"):
		return "revenue"
	case r.Side == "" && both && (strings.HasPrefix(column, "年初") || strings.HasPrefix(column, "年末") || strings.HasSuffix(column, "差额")):
		return ""
	case r.Side == "" && both && (strings.Contains(column, "收入") || column == "财政拨款"):
		return "revenue"
	}
	return "expenditure"
}

// kindOf says whether a figure is an item, the sum of others, or a total.
func (t *Table) kindOf(tree rowsByCode, row, column int) string {
	label := Plain(t.Rows[row].Label)
	switch {
	case strings.HasSuffix(label, "合计") || strings.HasSuffix(label, "总计"):
		return "total"
	case tree.first[row+1] > tree.first[row], column == 0 && len(t.Columns) > 1 && width(t.Rows[row]) > 1:
		return "subtotal"
	}
	return "item"
}
