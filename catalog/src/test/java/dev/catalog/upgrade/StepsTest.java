package dev.catalog.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.Json;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepsTest {
  private final Types types = Types.ofThisRelease();
  private final Upgrades upgrades = new Upgrades(types, Steps.all());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "experiment | {'date_released':'2020-01-01'} | {'dates':{'released':'2020-01-01'}}",
        "experiment | {'date_submitted':'2019-01-01','dates':{'released':'2020-01-01'}} |"
            + " {'dates':{'released':'2020-01-01','submitted':'2019-01-01'}}",
        "experiment | {'lab':'x'} | {'lab':'x'}",
        "biosample | {'model_organism_age':'14.5','model_organism_age_units':'days'} |"
            + " {'age':{'from':14.5,'to':14.5,'unit':'day'}}",
        "biosample | {'model_organism_age':'12-14','url':'u'} |"
            + " {'age':{'from':12,'to':14,'unit':'day'},'urls':['u']}",
        "biosample | {'model_organism_age':'unknown'} | {}",
        "biosample | {'urls':['u']} | {'urls':['u']}",
        "lab | {'name':'n'} | {'name':'n'}",
      })
  void carriesValuesOver(String name, String before, String after) {
    var type = types.of(name);
    var upgraded = upgrades.current(type, Json.object(before.replace('\'', '"')), 1);
    assertThat(Json.text(upgraded)).isEqualTo(after.replace('\'', '"'));
    assertThat(type.violations(upgraded)).isEmpty();
  }

  @Test
  void refusesAnAgeThatIsNoNumber() {
    var properties = Json.object().put("model_organism_age", "old");
    assertThatThrownBy(() -> upgrades.current(types.of("biosample"), properties, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'old'");
  }
}
