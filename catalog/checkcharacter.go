package catalog

import "strings"

// orgWeights are the weights of GB 11714, and creditWeights those of GB 32100
// (3 to the power of i-1, modulo 31).
var (
	orgWeights    = [8]int{3, 7, 9, 10, 5, 8, 4, 2}
	creditWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
)

// creditCharacters are the 31 characters of GB 32100 in the order of their
// values; I, O, S, V and Z are left out.
const creditCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// OrgCheck computes the check character of an organisation code (组织机构代码,
// GB 11714) from its first eight characters. It returns 0 when the body is not
// eight digits or capital letters.
func OrgCheck(body string) byte {
	if len(body) != len(orgWeights) {
		return 0
	}
	sum := 0
	for i, w := range orgWeights {
		v := alphanumeric(body[i])
		if v < 0 {
			return 0
		}
		sum += w * v
	}
	return "0X987654321"[sum%11]
}

// CreditCheck computes the check character of a unified social credit code
// (统一社会信用代码, GB 32100) from its first seventeen characters. It returns
// 0 when the body has another length or a character outside the standard's.
func CreditCheck(body string) byte {
	if len(body) != len(creditWeights) {
		return 0
	}
	sum := 0
	for i, w := range creditWeights {
		v := strings.IndexByte(creditCharacters, body[i])
		if v < 0 {
			return 0
		}
		sum += w * v
	}
	return creditCharacters[(31-sum%31)%31]
}

// alphanumeric is a character's value in GB 11714: 0–9, then A=10 to Z=35;
// -1 for any other.
func alphanumeric(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 10
	}
	return -1
}

// checkOrg says what is wrong with a nine-character organisation code.
func checkOrg(code string) *NumberError {
	if len(code) != 9 {
		return &NumberError{Part: "组织机构代码", Got: code, Want: "9位", Standard: "GB 11714"}
	}
	want := OrgCheck(code[:8])
	if want == 0 || want != code[8] {
		return &NumberError{Part: "组织机构代码校验码", Got: code[8:], Want: wanted(want), Standard: "GB 11714"}
	}
	return nil
}

// checkCredit says what is wrong with an eighteen-character credit code: its
// own check character first, then that of the organisation code inside it.
func checkCredit(code string) *NumberError {
	if len(code) != 18 {
		return &NumberError{Part: "统一社会信用代码", Got: code, Want: "18位", Standard: "GB 32100"}
	}
	want := CreditCheck(code[:17])
	if want == 0 || want != code[17] {
		return &NumberError{Part: "统一社会信用代码校验码", Got: code[17:], Want: wanted(want), Standard: "GB 32100"}
	}
	if err := checkOrg(code[8:17]); err != nil {
		err.Part = "统一社会信用代码内的" + err.Part
		return err
	}
	return nil
}

func wanted(c byte) string {
	if c == 0 {
		return "数字或大写字母"
	}
	return string(c)
}
