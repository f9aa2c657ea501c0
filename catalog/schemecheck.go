package catalog

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// provinces are the first two digits of the administrative divisions
// (GB/T 2260).
const provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82"

// fits says whether the characters could be this part at all.
func (p part) fits(s string) bool {
	switch p.kind {
	case partLiteral:
		return s == p.text
	case partOrg, partCredit, partCode:
		return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 || alphanumeric(byte(r)) < 0 })
	}
	return digits(s)
}

// check applies the rule of a part whose characters fit.
func (p part) check(s string) *NumberError {
	switch p.kind {
	case partOrg:
		return checkOrg(s)
	case partCredit:
		return checkCredit(s)
	case partRegion:
		if !slices.Contains(strings.Fields(provinces), s[:2]) {
			return &NumberError{Part: "行政区划代码", Got: s, Want: "GB/T 2260 的省级代码开头"}
		}
	case partYear:
		if y, _ := strconv.Atoi(s); y < 1949 || y > 2099 {
			return &NumberError{Part: "年份", Got: s, Want: "1949—2099"}
		}
	case partMonth:
		if m, _ := strconv.Atoi(s); m < 1 || m > 12 {
			return &NumberError{Part: "月份", Got: s, Want: "01—12"}
		}
	case partDate:
		if _, err := time.Parse("20060102", s); err != nil || s < "1949" || s > "21" {
			return &NumberError{Part: "日期", Got: s, Want: "YYYYMMDD"}
		}
	case partSerial:
		if n, _ := strconv.Atoi(s); n < 1 {
			return &NumberError{Part: "流水号", Got: s, Want: "从1开始"}
		}
	}
	return nil
}

// read adds the part's value to those of the parts after it.
func (p part) read(s string, v Parts) Parts {
	switch p.kind {
	case partOrg, partCredit:
		v.Org = s
	case partRegion:
		v.Region = s
	case partDept:
		v.Dept = s
	case partCode:
		v.Codes = append([]string{s}, v.Codes...)
	case partYear:
		v.Year, _ = strconv.Atoi(s)
	case partMonth:
		v.Month, _ = strconv.Atoi(s)
	case partDate:
		v.Year, _ = strconv.Atoi(s[:4])
		v.Month, _ = strconv.Atoi(s[4:6])
		v.Day, _ = strconv.Atoi(s[6:])
	case partSerial:
		v.Serial, _ = strconv.Atoi(s)
		v.width = len(s)
	}
	return v
}

func digits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
